package rawi.apps.sentiment;

import java.util.List;
import java.util.function.Function;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.tokenize.Language;

/** The hyper-parameters of {@link SentimentOptions}, for the command line and for searches. */
public final class SentimentParameters {
  /** The one that the vectors of a file decide. */
  static final String EMBEDDING_DIM = "embedding-dim";

  private static final String REFIT = "refit";
  private static final String ON = "on";
  private static final String OFF = "off";
  private static final String WHOLE = "N";
  private static final String REAL = "R";

  private SentimentParameters() {}

  /** Each with the default of {@link SentimentOptions#defaults}. */
  public static HyperParameters<SentimentOptions> all() {
    return new HyperParameters<>(
        List.of(
            of(
                "layer",
                "simplernn|lstm|gru|bilstm|bigru",
                "What reads a sentence.",
                Space.Choice.of((Object[]) RecurrentLayer.values()),
                SentimentOptions::layer),
            of(
                "units",
                WHOLE,
                "Size of the layer, in each direction.",
                new Space.Whole(16, 256, true),
                SentimentOptions::units),
            of(
                EMBEDDING_DIM,
                WHOLE,
                "Length of a word's vector.",
                new Space.Whole(16, 256, true),
                SentimentOptions::embeddingDim),
            of(
                "dropout",
                REAL,
                "Rate before the layer and before the classifier, in training.",
                new Space.Real(0, 0.6, false),
                SentimentOptions::dropout),
            of(
                "word-dropout",
                REAL,
                "Rate at which a word is taken for an unknown one, in training.",
                new Space.Real(0, 0.3, false),
                SentimentOptions::wordDropout),
            of(
                "min-count",
                WHOLE,
                "Words seen less often in training are unknown.",
                new Space.Whole(1, 4, false),
                SentimentOptions::minCount),
            of(
                "max-words",
                WHOLE,
                "Most words that are known.",
                new Space.Whole(2_000, 50_000, true),
                SentimentOptions::maxWords),
            of(
                "ngram-buckets",
                WHOLE,
                "Rows for the character n-grams of words; 0: none.",
                new Space.Whole(2_000, 20_000, true),
                SentimentOptions::ngramBuckets),
            of(
                "wide-strength",
                REAL,
                "How freely the linear part over n-grams learns; 0: no such part.",
                new Space.Real(1, 64, true),
                SentimentOptions::wideStrength),
            of(
                REFIT,
                "on|off",
                "Whether the linear part learns the validation rows too, in the end.",
                Space.Choice.of(ON, OFF),
                options -> options.refit() ? ON : OFF),
            of(
                "epochs",
                WHOLE,
                "Rounds over the data, at most.",
                new Space.Whole(5, 20, false),
                SentimentOptions::epochs),
            of(
                "batch",
                WHOLE,
                "Texts a training step.",
                new Space.Whole(8, 128, true),
                SentimentOptions::batch),
            of(
                "learning-rate",
                REAL,
                "How large the steps of Adam are.",
                new Space.Real(1e-4, 1e-2, true),
                SentimentOptions::learningRate),
            of(
                "clip-norm",
                REAL,
                "Limit of the norm of all gradients together.",
                new Space.Real(0.3, 10, true),
                SentimentOptions::clipNorm),
            of(
                "patience",
                WHOLE,
                "Epochs in a row without a better one that end it.",
                new Space.Whole(2, 6, false),
                SentimentOptions::patience)),
        SentimentOptions.defaults(Language.AUTO));
  }

  private static HyperParameter<SentimentOptions> of(
      String name,
      String label,
      String description,
      Space space,
      Function<SentimentOptions, Object> of) {
    return new HyperParameter<>(name, label, description, space, of);
  }

  /**
   * The options that have these values.
   *
   * @throws IllegalArgumentException if one cannot be, beginning with its name
   */
  public static SentimentOptions options(Settings chosen, Language language, long seed) {
    return new SentimentOptions(
        language,
        RecurrentLayer.of(chosen.text("layer")),
        chosen.whole("units"),
        chosen.whole(EMBEDDING_DIM),
        chosen.real("dropout"),
        chosen.real("word-dropout"),
        chosen.whole("min-count"),
        chosen.whole("max-words"),
        chosen.whole("ngram-buckets"),
        chosen.real("wide-strength"),
        chosen.text(REFIT).equals(ON),
        chosen.whole("epochs"),
        chosen.whole("batch"),
        chosen.real("learning-rate"),
        chosen.real("clip-norm"),
        chosen.whole("patience"),
        seed);
  }
}

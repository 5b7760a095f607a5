package rawi.apps.nextword;

import static rawi.apps.hyper.HyperParameter.choice;
import static rawi.apps.hyper.HyperParameter.real;
import static rawi.apps.hyper.HyperParameter.whole;

import java.util.List;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.tokenize.Language;

/** The hyper-parameters of {@link NextWordOptions}, for the command line and for searches. */
public final class NextWordParameters {
  static final String EMBEDDING_DIM = "embedding-dim";

  /**
   * What decides which words are known. Unknown words are one token, easily guessed: perplexities
   * of different vocabularies cannot be compared.
   */
  public static final List<String> OF_THE_VOCABULARY = List.of("min-count", "max-words");

  private static final String YES = "on";
  private static final String NO = "off";

  private NextWordParameters() {}

  /** Each with the default of {@link NextWordOptions#defaults}. */
  public static HyperParameters<NextWordOptions> all() {
    return new HyperParameters<>(
        List.of(
            choice(
                "layer",
                "What reads the text.",
                NextWordOptions::layer,
                (Object[]) RecurrentLayer.values()),
            whole("layers", "Layers of it.", 1, 3, NextWordOptions::layers),
            whole("units", "Size of each layer.", 64, 512, NextWordOptions::units),
            whole(
                EMBEDDING_DIM,
                "Length of a word's vector.",
                64,
                512,
                NextWordOptions::embeddingDim),
            choice(
                "tie",
                "Whether the softmax has the words' vectors too.",
                o -> o.tied() ? YES : NO,
                YES,
                NO),
            choice(
                "softmax",
                "Over all words at once, or adaptive, which auto takes for more than 30,000.",
                NextWordOptions::softmax,
                (Object[]) SoftmaxKind.values()),
            real(
                "dropout",
                "Rate before and after each layer, in training.",
                new Space.Real(0, 0.6, false),
                NextWordOptions::dropout),
            whole(
                "min-count",
                "Words seen less often in training are unknown.",
                1,
                5,
                NextWordOptions::minCount),
            whole(
                "max-words",
                "Most words that are known.",
                2_000,
                30_000,
                NextWordOptions::maxWords),
            whole("epochs", "Rounds over the text, at most.", 2, 20, NextWordOptions::epochs),
            whole("batch", "Parts of the text read side by side.", 8, 128, NextWordOptions::batch),
            whole("bptt", "Steps that a gradient goes back.", 10, 70, NextWordOptions::bptt),
            real(
                "learning-rate",
                "How large the steps of Adam are, at first.",
                new Space.Real(1e-4, 1e-2, true),
                NextWordOptions::learningRate),
            choice(
                "decay",
                "Learning rate: halved when validation stands still, along a cosine to 0, or as it is.",
                NextWordOptions::decay,
                (Object[]) Decay.values()),
            real(
                "clip-norm",
                "Limit of the norm of all gradients together.",
                new Space.Real(0.1, 10, true),
                NextWordOptions::clipNorm),
            whole(
                "patience",
                "Epochs in a row without a better one that end it.",
                1,
                5,
                NextWordOptions::patience)),
        NextWordOptions.defaults(Language.AUTO));
  }

  /**
   * The options that have these values.
   *
   * @throws IllegalArgumentException if one cannot be, beginning with its name
   */
  public static NextWordOptions options(Settings chosen, WordCut cut, long seed) {
    return new NextWordOptions(
        cut,
        RecurrentLayer.of(chosen.text("layer")),
        chosen.whole("layers"),
        chosen.whole("units"),
        chosen.whole(EMBEDDING_DIM),
        chosen.text("tie").equals(YES),
        SoftmaxKind.of(chosen.text("softmax")),
        chosen.real("dropout"),
        chosen.whole("min-count"),
        chosen.whole("max-words"),
        chosen.whole("epochs"),
        chosen.whole("batch"),
        chosen.whole("bptt"),
        chosen.real("learning-rate"),
        Decay.of(chosen.text("decay")),
        chosen.real("clip-norm"),
        chosen.whole("patience"),
        seed);
  }
}

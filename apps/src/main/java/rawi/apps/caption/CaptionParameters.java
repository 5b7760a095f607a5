package rawi.apps.caption;

import static rawi.apps.hyper.HyperParameter.choice;
import static rawi.apps.hyper.HyperParameter.real;
import static rawi.apps.hyper.HyperParameter.whole;

import java.util.List;
import rawi.apps.caption.network.Join;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;

/** The hyper-parameters of {@link CaptionOptions}, for the command line. */
public final class CaptionParameters {
  static final String EMBEDDING_DIM = "embedding-dim";

  private static final String YES = "on";
  private static final String NO = "off";

  private CaptionParameters() {}

  /** Each with the default of {@link CaptionOptions#defaults}. */
  public static HyperParameters<CaptionOptions> all() {
    return new HyperParameters<>(
        List.of(
            choice(
                "join",
                "How the image comes to the words: as their first state, as what is read first, or"
                    + " by looking at its places before each word.",
                CaptionOptions::join,
                (Object[]) Join.values()),
            whole("units", "Size of the LSTM.", 64, 512, CaptionOptions::units),
            whole(
                EMBEDDING_DIM, "Length of a word's vector.", 64, 512, CaptionOptions::embeddingDim),
            whole(
                "attention-dim",
                "Length of what is seen of a place, and of a query.",
                64,
                512,
                CaptionOptions::attentionDim),
            real("dropout", "Rate on words and states.", rate(), CaptionOptions::dropout),
            real("image-dropout", "Rate on the image.", rate(), CaptionOptions::imageDropout),
            choice(
                "tie",
                "Whether the softmax has the words' vectors too.",
                o -> o.tied() ? YES : NO,
                YES,
                NO),
            real(
                "evenness",
                "Weight of the penalty on looks that leave places out (doubly stochastic attention).",
                new Space.Real(0, 2, false),
                CaptionOptions::evenness),
            whole(
                "members",
                "Decoders trained side by side, whose probabilities are averaged.",
                1,
                5,
                CaptionOptions::members),
            whole(
                "min-count",
                "Words seen less often in training are unknown.",
                1,
                5,
                CaptionOptions::minCount),
            whole(
                "text-epochs",
                "Rounds over --text-only, before.",
                1,
                5,
                CaptionOptions::textEpochs),
            real(
                "text-learning-rate",
                "Learning rate in them, at first.",
                new Space.Real(1e-4, 1e-2, true),
                CaptionOptions::textLearningRate),
            whole("epochs", "Rounds over the captions, at most.", 5, 50, CaptionOptions::epochs),
            whole("batch", "Captions of a step.", 16, 128, CaptionOptions::batch),
            real(
                "learning-rate",
                "How large the steps of Adam are, at first; a third of it after --text-only.",
                new Space.Real(1e-4, 1e-2, true),
                CaptionOptions::learningRate),
            real(
                "clip-norm",
                "Limit of the norm of all gradients together.",
                new Space.Real(0.1, 10, true),
                CaptionOptions::clipNorm),
            real(
                "sampling",
                "How often, in the last epoch, the decoder reads its own last word instead of the"
                    + " right one (scheduled sampling); rises from 0.",
                new Space.Real(0, 0.5, false),
                CaptionOptions::sampling),
            choice(
                "watch",
                "What tells the best epoch, on the validation images.",
                CaptionOptions::watch,
                (Object[]) Watched.values()),
            whole(
                "patience",
                "Epochs in a row without a better one that end it.",
                1,
                10,
                CaptionOptions::patience),
            whole("beam", "Captions kept open in a search.", 1, 5, CaptionOptions::beam),
            real(
                "length-power",
                "The best caption has most of log p / length^R.",
                new Space.Real(0, 1, false),
                CaptionOptions::lengthPower),
            whole("max-words", "Most words of a caption.", 10, 40, CaptionOptions::maxWords),
            whole(
                "image-size",
                "Height and width of images; 0: those of the encoder, 64 for cnn.",
                32,
                128,
                CaptionOptions::imageSize)),
        CaptionOptions.defaults());
  }

  private static Space rate() {
    return new Space.Real(0, 0.7, false);
  }

  /**
   * The options that have these values.
   *
   * @throws IllegalArgumentException if one cannot be, beginning with its name
   */
  public static CaptionOptions options(Settings chosen, long seed) {
    return new CaptionOptions(
        Join.of(chosen.text("join")),
        chosen.whole("units"),
        chosen.whole(EMBEDDING_DIM),
        chosen.whole("attention-dim"),
        chosen.real("dropout"),
        chosen.real("image-dropout"),
        chosen.text("tie").equals(YES),
        chosen.real("evenness"),
        chosen.whole("members"),
        chosen.whole("min-count"),
        chosen.whole("text-epochs"),
        chosen.real("text-learning-rate"),
        chosen.whole("epochs"),
        chosen.whole("batch"),
        chosen.real("learning-rate"),
        chosen.real("clip-norm"),
        chosen.real("sampling"),
        Watched.of(chosen.text("watch")),
        chosen.whole("patience"),
        chosen.whole("beam"),
        chosen.real("length-power"),
        chosen.whole("max-words"),
        chosen.whole("image-size"),
        seed);
  }
}

package rawi.nn.losses;

import java.util.Locale;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Softmax;

/** What is wrong between an entropy and the activation that a model ends with. */
final class Ending {
  private Ending() {}

  private static boolean isSoftmax(ActivationFunction last) {
    return last == Activations.SOFTMAX || last instanceof Softmax;
  }

  private static boolean isSigmoid(ActivationFunction last) {
    return last == Activations.SIGMOID || last == Activations.HARD_SIGMOID;
  }

  /** Of a loss that takes logits: probabilities would be squeezed a second time. */
  static Optional<String> ofLogits(String loss, ActivationFunction last) {
    return isSoftmax(last) || isSigmoid(last)
        ? Optional.of(
            "%s takes logits, and the output ends with %s; use %s.ofProbabilities(), or leave the activation out"
                .formatted(loss, shown(last), loss))
        : Optional.empty();
  }

  /** Of a loss that takes distributions; functions that are not Rawi's may be some. */
  static Optional<String> ofDistributions(String loss, ActivationFunction last, String instead) {
    return last instanceof Activations && !isSoftmax(last)
        ? Optional.of(probabilities(loss, last, instead, "softmax"))
        : Optional.empty();
  }

  /** Of a loss that takes a probability in each place. */
  static Optional<String> ofProbabilities(String loss, ActivationFunction last, String instead) {
    return last instanceof Activations && !isSoftmax(last) && !isSigmoid(last)
        ? Optional.of(probabilities(loss, last, instead, "sigmoid"))
        : Optional.empty();
  }

  private static String probabilities(
      String loss, ActivationFunction last, String instead, String ending) {
    return "%s takes probabilities, and the output ends with %s; %send it with a %s"
        .formatted(loss, shown(last), instead, ending);
  }

  private static String shown(ActivationFunction last) {
    if (last == Activations.LINEAR) {
      return "no activation";
    }
    return last instanceof Activations known
        ? known.name().toLowerCase(Locale.ROOT)
        : last.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}

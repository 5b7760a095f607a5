package rawi.vision.inference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rawi.nn.Named;
import rawi.nn.Part;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Relu;
import rawi.nn.backend.Clip;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.ReLU;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.DepthwiseConv2D;

/**
 * Which layers of a network are done in one pass: a convolution, its normalization, a sum with
 * another layer's output, a rectifier; any of the last three may be missing.
 */
final class Fusions {
  private static final int CHANNELS = 3; // the axis

  private final Inference network;
  private final Map<String, Fusion> byTail = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  Fusions(Inference network) {
    this.network = network;
  }

  /** Whether a layer is done by another; those that follow a convolution are marked with it. */
  boolean hasTaken(Part part) {
    return taken.contains(part.name());
  }

  /**
   * What ends with this layer. A convolution is looked at when it is met; it stands before all that
   * it is joined with.
   */
  Optional<Fusion> endingAt(Part part) {
    if (!hasTaken(part)) {
      begin(part).ifPresent(this::keep);
    }
    return Optional.ofNullable(byTail.get(part.name()));
  }

  private void keep(Fusion fusion) {
    byTail.put(fusion.tail().name(), fusion);
    fusion.parts().forEach(p -> taken.add(p.name()));
  }

  private Optional<Fusion> begin(Part part) {
    Optional<Clip> own = Optional.empty();
    if (Named.unnamed(part.spec()) instanceof Conv2D convolution && convolution.groups() == 1) {
      own = clip(convolution.activation());
    } else if (Named.unnamed(part.spec()) instanceof DepthwiseConv2D depthwise) {
      own = clip(depthwise.activation());
    }
    return own.map(clip -> grown(Fusion.of(part, clip)));
  }

  private Fusion grown(Fusion start) {
    Fusion fusion = start;
    if (!fusion.clip().equals(Clip.NONE)) {
      return fusion;
    }
    Optional<Part> next = following(fusion);
    if (next.isPresent() && normalizes(next.get())) {
      fusion = fusion.normalized(next.get());
      next = following(fusion);
    }
    if (next.isPresent() && sum(next.get()) && !fusion.isDepthwise()) {
      fusion = fusion.added(next.get());
      next = following(fusion);
    }
    return next.isPresent() && rectifier(next.get()).isPresent()
        ? fusion.clipped(next.get(), rectifier(next.get()).get())
        : fusion;
  }

  private Optional<Part> following(Fusion fusion) {
    return network.onlyTaker(fusion.tail()).filter(next -> !hasTaken(next));
  }

  private static boolean normalizes(Part part) {
    return Named.unnamed(part.spec()) instanceof BatchNormalization normalization
        && (normalization.axis() == -1 || normalization.axis() == CHANNELS);
  }

  private static boolean sum(Part part) {
    return Named.unnamed(part.spec()) instanceof Add
        && part.inputs().size() == 2
        && part.inputs().get(0).equals(part.inputs().get(1))
        && !part.from().get(0).equals(part.from().get(1));
  }

  private static Optional<Clip> rectifier(Part part) {
    if (Named.unnamed(part.spec()) instanceof Activation activation) {
      return clip(activation.function()).filter(clip -> !clip.equals(Clip.NONE));
    }
    if (Named.unnamed(part.spec()) instanceof ReLU relu) {
      return clip(new Relu(relu.maxValue(), relu.negativeSlope(), relu.threshold()));
    }
    return Optional.empty();
  }

  /** Nothing where it is another function. */
  private static Optional<Clip> clip(ActivationFunction function) {
    if (function == Activations.LINEAR) {
      return Optional.of(Clip.NONE);
    }
    if (function == Activations.RELU) {
      return Optional.of(Clip.RELU);
    }
    if (function == Activations.RELU6) {
      return Optional.of(Clip.RELU6);
    }
    return function instanceof Relu relu && relu.negativeSlope() == 0 && relu.threshold() == 0
        ? Optional.of(new Clip(0, relu.maxValue().map(Double::floatValue).orElse(Clip.RELU.high())))
        : Optional.empty();
  }
}

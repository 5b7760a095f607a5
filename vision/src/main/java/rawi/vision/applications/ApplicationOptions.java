package rawi.vision.applications;

import rawi.nn.Shape;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;

/**
 * What can be told to a named network.
 *
 * @param inputShape (height, width, channels) of one image; without its top a network may leave
 *     height and width {@link Shape#ANY}
 * @param includeTop whether it ends with the layers that name a class
 * @param pooling what it ends with if not; has no meaning with its top
 * @param classes that the top tells apart
 * @param classifierActivation what the top ends with: the softmax, or {@link Activations#LINEAR}
 *     for logits, which losses take
 */
public record ApplicationOptions(
    Shape inputShape,
    boolean includeTop,
    GlobalPooling pooling,
    int classes,
    ActivationFunction classifierActivation) {
  public ApplicationOptions {
    if (inputShape.rank() != 3 || inputShape.last() < 1) {
      throw new IllegalArgumentException(
          "inputShape: expected (height, width, channels), got " + inputShape);
    }
    if (classes < 1) {
      throw new IllegalArgumentException("classes: expected at least 1, got " + classes);
    }
  }

  /** With its top, which is what each network has unless told otherwise. */
  static ApplicationOptions of(Shape inputShape, int classes) {
    return new ApplicationOptions(
        inputShape, true, GlobalPooling.NONE, classes, Activations.SOFTMAX);
  }

  public ApplicationOptions inputShape(long height, long width, long channels) {
    return new ApplicationOptions(
        Shape.of(height, width, channels), includeTop, pooling, classes, classifierActivation);
  }

  public ApplicationOptions includeTop(boolean wanted) {
    return new ApplicationOptions(inputShape, wanted, pooling, classes, classifierActivation);
  }

  public ApplicationOptions pooling(GlobalPooling other) {
    return new ApplicationOptions(inputShape, includeTop, other, classes, classifierActivation);
  }

  public ApplicationOptions classes(int count) {
    return new ApplicationOptions(inputShape, includeTop, pooling, count, classifierActivation);
  }

  public ApplicationOptions classifierActivation(ActivationFunction other) {
    return new ApplicationOptions(inputShape, includeTop, pooling, classes, other);
  }
}

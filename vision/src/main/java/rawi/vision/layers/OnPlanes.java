package rawi.vision.layers;

import java.util.Locale;
import rawi.nn.Layer;

/** What takes (batch, height, width, channels); called as Keras calls it: Conv2D is conv2d. */
public interface OnPlanes extends Layer.Spec {
  @Override
  default String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}

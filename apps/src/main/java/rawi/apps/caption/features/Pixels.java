package rawi.apps.caption.features;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.vision.images.Image;

/** Images as they are, for an encoder that learns; brought to its size when they are read. */
record Pixels(ImageEncoder encoder, List<float[]> images) implements ImageInputs {
  Pixels {
    images = List.copyOf(images);
  }

  static Pixels of(ImageEncoder encoder, List<Image> images) {
    return new Pixels(encoder, images.stream().map(encoder::pixels).toList());
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public INDArray of(int... chosen) {
    return encoder.batch(Arrays.stream(chosen).mapToObj(images::get).toList());
  }
}

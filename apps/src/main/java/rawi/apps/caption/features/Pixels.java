package rawi.apps.caption.features;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images as they are, for an encoder that learns; brought to its size when they are read. */
record Pixels(ImageEncoder encoder, List<float[]> images) implements ImageInputs {
  Pixels {
    images = List.copyOf(images);
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

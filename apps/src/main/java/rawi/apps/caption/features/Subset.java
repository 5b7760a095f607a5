package rawi.apps.caption.features;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Some of the images, under numbers of their own. */
record Subset(ImageInputs all, int[] chosen) implements ImageInputs {
  @Override
  public INDArray of(int... images) {
    return all.of(Arrays.stream(images).map(i -> chosen[i]).toArray());
  }

  @Override
  public int size() {
    return chosen.length;
  }
}

package rawi.apps.caption.features;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Floats;

/**
 * Features that were computed before.
 *
 * @param cache where they are
 */
record CachedFeatures(FeatureValues cache, int places, int channels) implements ImageInputs {

  /** Where features are: on disk or in memory. */
  interface FeatureValues {
    /** Copies those of an image. */
    void read(int image, float[] into, int at);

    /** How many images there are. */
    int size();
  }

  @Override
  public int size() {
    return cache.size();
  }

  @Override
  public INDArray of(int... images) {
    int each = places * channels;
    float[] all = new float[Math.multiplyExact(each, images.length)];
    IntStream.range(0, images.length).forEach(i -> cache.read(images[i], all, i * each));
    return Floats.array(all, DataType.FLOAT, images.length, places, channels);
  }

  /** The means over the places, in memory: (images, 1, channels). */
  CachedFeatures means() {
    float[][] means = new float[size()][channels];
    float[] map = new float[places * channels];
    for (int i = 0; i < means.length; i++) {
      cache.read(i, map, 0);
      for (int j = 0; j < map.length; j++) {
        means[i][j % channels] += map[j] / places;
      }
    }
    return new CachedFeatures(inMemory(means), 1, channels);
  }

  /** Those of each image as an array. */
  static FeatureValues inMemory(float[][] values) {
    return new FeatureValues() {
      @Override
      public void read(int image, float[] into, int at) {
        System.arraycopy(values[image], 0, into, at, values[image].length);
      }

      @Override
      public int size() {
        return values.length;
      }
    };
  }
}

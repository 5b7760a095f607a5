package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution in groups as one without: its kernel (height, width, channels / groups, filters)
 * becomes (height, width, channels, filters) with zeros where a filter does not see a channel.
 *
 * <p>That multiplies with many zeros, and is faster all the same where groups are narrow: oneDNN's
 * kernels work on 16 channels at a time, and nothing has to be cut out and put together.
 */
final class Groups {
  private Groups() {}

  static INDArray merged(INDArray kernel, int groups) {
    long[] shape = kernel.shape().clone();
    shape[2] *= groups;
    INDArray merged = Nd4j.zeros(DataType.FLOAT, shape);
    copy(kernel, merged, groups, true);
    return merged;
  }

  /** The gradient of the kernel out of that of the merged one. */
  static INDArray split(INDArray merged, int groups) {
    long[] shape = merged.shape().clone();
    shape[2] /= groups;
    INDArray kernel = Nd4j.createUninitialized(DataType.FLOAT, shape);
    copy(kernel, merged, groups, false);
    return kernel;
  }

  private static void copy(INDArray kernel, INDArray merged, int groups, boolean merge) {
    FloatBuffer narrow = OffHeap.buffer(kernel);
    FloatBuffer wide = OffHeap.buffer(merged);
    int channels = (int) kernel.size(2);
    int filters = (int) kernel.size(3);
    int each = filters / groups;
    int places = (int) (kernel.size(0) * kernel.size(1));
    for (int p = 0; p < places; p++) {
      for (int g = 0; g < groups; g++) {
        for (int c = 0; c < channels; c++) {
          int a = (p * channels + c) * filters + g * each;
          int b = ((p * groups + g) * channels + c) * filters + g * each;
          if (merge) {
            wide.put(b, narrow, a, each);
          } else {
            narrow.put(a, wide, b, each);
          }
        }
      }
    }
  }
}

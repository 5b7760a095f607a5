package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The computations on planes: arrays {@code (batch, height, width, channels)}, in two
 * implementations as {@link Kernels}. x with an index outside the plane is 0; s, d and p are a
 * window's stride, dilation and zeros before the first place, per axis.
 */
public interface SpatialKernels {
  /**
   * y[b,i,j,o] = bias[o] + sum over u, v, c of x[b, i s + u d - p, j s + v d - p, c]
   * kernel[u,v,c,o] (a cross-correlation, as everywhere in deep learning).
   *
   * <p>With groups, channels and filters are cut into as many equal parts, and filters of a part
   * see the channels of that part only: the kernel is (height, width, channels / groups, filters).
   */
  INDArray convolution(
      INDArray x, INDArray kernel, Optional<INDArray> bias, Window window, int groups);

  /**
   * {@link #convolution} of one group for inference: copies the kernel into the form that is
   * fastest to read, and does what follows the sum in the same pass.
   */
  default FixedConvolution fixed(INDArray kernel, INDArray bias, Window window, Clip clip) {
    INDArray w = Arena.outside(() -> kernel.dup('c'));
    INDArray b = Arena.outside(() -> bias.dup('c'));
    return (x, added, arena) -> clip.of(convolution(x, w, Optional.of(b), window, 1), added);
  }

  /** The same for {@link #depthwise}. */
  default FixedConvolution fixedDepthwise(
      INDArray kernel, INDArray bias, Window window, Clip clip) {
    INDArray w = Arena.outside(() -> kernel.dup('c'));
    INDArray b = Arena.outside(() -> bias.dup('c'));
    return (x, added, arena) -> clip.of(depthwise(x, w, Optional.of(b), window), added);
  }

  /** dL/dx, dL/d(kernel) and dL/d(bias) of {@link #convolution}, from dL/dy. */
  ConvolutionGradients convolutionGradients(
      INDArray x, INDArray kernel, INDArray dy, Window window, int groups);

  /**
   * dL/dx alone, for x of this height and width. As a computation in its own right it is the
   * transposed convolution: each y[b,i,j,:] adds its share to all places that its window reads.
   */
  INDArray convolutionInputGradient(
      INDArray kernel, INDArray dy, Window window, int groups, long height, long width);

  /** dL/d(kernel) alone. */
  INDArray convolutionKernelGradient(INDArray x, INDArray dy, Window window, int groups);

  /**
   * y[b,i,j, c m + k] = sum over u, v of x[b, i s + u d - p, j s + v d - p, c] kernel[u,v,c,k]; the
   * kernel is (height, width, channels, m): m filters for each channel alone.
   */
  INDArray depthwise(INDArray x, INDArray kernel, Optional<INDArray> bias, Window window);

  /** dL/dx, dL/d(kernel) and dL/d(bias) of {@link #depthwise}, from dL/dy. */
  ConvolutionGradients depthwiseGradients(INDArray x, INDArray kernel, INDArray dy, Window window);

  /** dL/d(bias): the sum of dy over all but its last axis. */
  INDArray channelSums(INDArray dy);

  /** The largest x of each window; places outside the plane do not count. */
  INDArray maxPool(INDArray x, Window window);

  /** dL/dx of {@link #maxPool}: dy goes to the largest of its window, the first of equals. */
  INDArray maxPoolGradient(INDArray x, INDArray dy, Window window);

  /** The mean x of each window; places outside the plane do not count. */
  INDArray averagePool(INDArray x, Window window);

  /** dL/dx of {@link #averagePool}, for x of this height and width. */
  INDArray averagePoolGradient(INDArray dy, Window window, long height, long width);

  /**
   * y[b,i,j,c] = sum over r, q of rows[i,r] columns[j,q] x[b,r,q,c]: what enlarges, shrinks, pads
   * or crops a plane. Its gradient is the same with both maps transposed.
   */
  INDArray resample(INDArray x, AxisMap rows, AxisMap columns);
}

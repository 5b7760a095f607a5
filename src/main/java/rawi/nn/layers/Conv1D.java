package rawi.nn.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;

/**
 * Convolution over time, (batch, time, in) to (batch, steps, filters):
 *
 * <pre>
 * y[b, t] = bias + sum_k x[b, t strides - left + k dilationRate] kernel[k]     kernel: (kernelSize, in, filters)
 * </pre>
 *
 * where x outside of the sequence is 0 and {@code left} is what the padding puts before it. Glorot
 * uniform kernel, zero bias, no activation.
 *
 * <p>Masked steps count as 0, so that padding a batch further changes nothing (with {@code SAME}
 * only at strides of 1, because its {@code left} depends on the length else). A step of the output
 * is real, with {@code VALID}, if all it saw was; else if the input was at t strides.
 *
 * @param filters size of the output's last axis
 * @param kernelSize steps that one output sees
 * @param strides steps from one output to the next
 * @param padding what is put around the sequence
 * @param dilationRate distance of the steps that one output sees; not with strides above 1
 */
public record Conv1D(int filters, int kernelSize, int strides, Padding padding, int dilationRate)
    implements Layer.Spec {

  /** What is put around a sequence before it is convolved. */
  public enum Padding {
    /** Nothing: the output is shorter than the input. */
    VALID,
    /** Zeros on both sides, the odd one after the end: as many steps as the input, by strides. */
    SAME,
    /** Zeros before the start: an output sees no later step. */
    CAUSAL
  }

  public Conv1D {
    if (filters <= 0 || kernelSize <= 0 || strides <= 0 || dilationRate <= 0) {
      throw new IllegalArgumentException(
          "Conv1D: expected filters, kernelSize, strides and dilationRate of at least 1, got"
              + " %d, %d, %d and %d".formatted(filters, kernelSize, strides, dilationRate));
    }
    if (strides > 1 && dilationRate > 1) {
      throw new IllegalArgumentException(
          "Conv1D: expected strides or dilationRate of 1, got %d and %d"
              .formatted(strides, dilationRate));
    }
  }

  /** At every step, without padding or dilation. */
  public static Conv1D of(int filters, int kernelSize) {
    return of(filters, kernelSize, Padding.VALID);
  }

  /** At every step, without dilation. */
  public static Conv1D of(int filters, int kernelSize, Padding padding) {
    return new Conv1D(filters, kernelSize, 1, padding, 1);
  }

  @Override
  public String name() {
    return "conv1d";
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(Activations.LINEAR);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "Conv1D: expected (batch, time, features), got one example of shape " + input);
    }
    long time = input.dims().get(0);
    return Shape.of(time == Shape.ANY ? Shape.ANY : steps(time), filters);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(
        weights.create("kernel", Initializer.GLOROT_UNIFORM, kernelSize, input.last(), filters),
        weights.create("bias", Initializer.ZEROS, filters));
  }

  /** Steps from the first to the last that one output sees. */
  private long span() {
    return (kernelSize - 1L) * dilationRate + 1;
  }

  private long steps(long time) {
    if (padding != Padding.VALID) {
      return (time + strides - 1) / strides;
    }
    if (time < span()) {
      throw new IllegalArgumentException(
          "Conv1D: expected at least %d steps, got %d; pad the input or use SAME or CAUSAL"
              .formatted(span(), time));
    }
    return (time - span()) / strides + 1;
  }

  private long left(long time) {
    return switch (padding) {
      case VALID -> 0;
      case CAUSAL -> span() - 1;
      case SAME -> Math.max(0, (steps(time) - 1) * strides + span() - time) / 2;
    };
  }

  private final class Built implements Layer {
    private final Parameter kernel;
    private final Parameter bias;

    Built(Parameter kernel, Parameter bias) {
      this.kernel = kernel;
      this.bias = bias;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(kernel, bias);
    }

    /** As one product: each output step is a row that holds all it sees, side by side. */
    @Override
    public Pass forward(Signal in, Context context) {
      Kernels kernels = context.kernels();
      INDArray x = real(in.values(), in.mask()); // (batch, time, in)
      long batch = x.size(0);
      long time = x.size(1);
      long steps = steps(time);
      int[] seen = seen(batch, time, steps);
      INDArray windows = kernels.gather(withZeros(x), seen).reshape('c', batch * steps, width());
      INDArray y = kernels.affine(windows, flat(kernel.value()), bias.value());
      boolean wanted = in.differentiable() || kernel.trainable() || bias.trainable();
      Optional<INDArray> mask = in.mask().map(m -> mask(m, steps));
      return new Pass(
          new Signal(y.reshape('c', batch, steps, filters), mask, wanted),
          dy -> {
            INDArray d = dy.dup('c').reshape('c', batch * steps, filters);
            kernels.addTransposedProduct(windows, d, flat(kernel.gradient()));
            bias.accumulate(d.sum(0));
            return in.differentiable()
                ? Optional.of(real(dx(d, seen, x, kernels), in.mask()))
                : Optional.empty();
          });
    }

    private INDArray dx(INDArray d, int[] seen, INDArray x, Kernels kernels) {
      long rows = x.size(0) * x.size(1);
      long features = x.size(2);
      INDArray windows = kernels.productTransposed(d, flat(kernel.value()));
      INDArray sums = Nd4j.zeros(x.dataType(), rows + 1, features); // the last: of the zeros
      kernels.scatterAdd(sums, seen, windows.reshape('c', seen.length, features));
      return sums.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all()).reshape('c', x.shape());
    }

    private long width() {
      return kernelSize * kernel.value().size(1);
    }

    private INDArray flat(INDArray kernelShaped) {
      return kernelShaped.reshape('c', width(), filters);
    }
  }

  /** The steps of a batch as rows, and one row of zeros after them. */
  private static INDArray withZeros(INDArray x) {
    long rows = x.size(0) * x.size(1);
    INDArray table = Nd4j.zeros(x.dataType(), rows + 1, x.size(2));
    table
        .get(NDArrayIndex.interval(0, rows), NDArrayIndex.all())
        .assign(x.dup('c').reshape('c', rows, x.size(2)));
    return table;
  }

  /** For each output step, the rows it sees. */
  private int[] seen(long batch, long time, long steps) {
    int[] rows = new int[Math.toIntExact(batch * steps * kernelSize)];
    long zeros = batch * time;
    long left = left(time);
    int i = 0;
    for (long b = 0; b < batch; b++) {
      for (long t = 0; t < steps; t++) {
        for (int k = 0; k < kernelSize; k++) {
          long at = t * strides - left + (long) k * dilationRate;
          rows[i++] = (int) (at < 0 || at >= time ? zeros : b * time + at);
        }
      }
    }
    return rows;
  }

  private static INDArray real(INDArray x, Optional<INDArray> mask) {
    return mask.map(m -> x.mul(m.castTo(x.dataType()).reshape(x.size(0), x.size(1), 1))).orElse(x);
  }

  private INDArray mask(INDArray mask, long steps) {
    float[] real = new float[Math.toIntExact(mask.size(0) * steps)];
    Arrays.fill(real, 1);
    int sees = padding == Padding.VALID ? kernelSize : 1;
    for (int i = 0; i < real.length; i++) {
      for (int k = 0; k < sees; k++) {
        if (mask.getDouble(i / steps, i % steps * strides + (long) k * dilationRate) == 0) {
          real[i] = 0;
        }
      }
    }
    return Nd4j.createFromArray(real).castTo(mask.dataType()).reshape(mask.size(0), steps);
  }
}

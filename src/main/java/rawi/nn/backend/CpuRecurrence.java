package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import rawi.nn.backend.Blas.Matrix;

/** A recurrent cell run over one shard of a batch: the rows of one {@link Packing}. */
interface CpuRecurrence {
  Packing packing();

  /**
   * Runs over the shard.
   *
   * @param x the whole batch, (batch, time, features)
   * @param initial each state of the whole batch, (batch, units)
   */
  void forward(FloatBuffer x, float[][] initial);

  /** h after each step, (size, units) in packed order. */
  float[] outputs();

  /** State {@code i} after each row's last real step, (rows, units) in the packing's row order. */
  float[] finalState(int i);

  /**
   * Back-propagation through time; overwrites {@code gradients} with this shard's part.
   *
   * @param recurrentT the recurrent weights transposed, (gates * units, units)
   */
  void backward(Incoming incoming, Gradients gradients, Matrix recurrentT, boolean initialWanted);

  /** After {@link #backward}: dL/d(initial state i), (rows, units). */
  float[] initialGradient(int i);

  /**
   * After {@link #backward}: dL/dx in packed order, (size, features).
   *
   * @param kernelT the kernel transposed, (gates * units, features)
   */
  FloatPointer inputGradient(Matrix kernelT);

  /** What flows into the backward pass from outside, step by step. */
  interface Incoming {
    /** Adds dL/dh of step {@code s} from the layer's output to the first live rows of dh. */
    void addOutputGradient(int s, float[] dh);

    /**
     * Sets rows [from, to) of each state's gradient, rows that end here, to what flows in there.
     */
    void startRows(int from, int to, float[]... dStates);
  }

  /**
   * A layer's weights as the kernels read them.
   *
   * @param kernel (features, gates * units)
   * @param recurrent (units, gates * units)
   * @param bias (gates * units)
   */
  record Weights(Matrix kernel, Matrix recurrent, float[] bias) {}

  /** Where a shard's weight gradients go, shaped as the weights. */
  record Gradients(Matrix kernel, Matrix recurrent, float[] bias) {}
}

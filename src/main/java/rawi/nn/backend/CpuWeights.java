package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * A recurrent layer's weights as the fast kernels read them, or one shard's part of their
 * gradients.
 *
 * @param kernel (features, gates * units)
 * @param recurrent (units, gates * units)
 * @param bias (planes * units), what each of the cell's planes begins with
 */
record CpuWeights(Matrix kernel, Matrix recurrent, FloatPointer bias) {

  /** Reads the weights; the matrices as they lie, or, if they are to be aligned, copied so. */
  static CpuWeights read(CpuCell cell, RecurrentWeights weights, boolean aligned, Arena arena) {
    int length = cell.planes() * weights.units();
    float[] planes = new float[length];
    weights
        .bias()
        .ifPresent(
            b -> {
              float[] blocks = OffHeap.copy(b);
              eachOfBias(cell, weights, (at, plane) -> planes[plane] += blocks[at]);
            });
    FloatPointer bias = arena.offHeap(length);
    OffHeap.buffer(bias, length).put(0, planes);
    return new CpuWeights(
        matrix(weights.kernel(), aligned, arena),
        matrix(weights.recurrentKernel(), aligned, arena),
        bias);
  }

  private static Matrix matrix(INDArray weight, boolean aligned, Arena arena) {
    INDArray dense = OffHeap.dense(weight);
    Matrix there = OffHeap.matrix(dense);
    if (!aligned || Arena.onLine(there.address())) {
      return there;
    }
    FloatPointer copy = arena.offHeap(dense.length());
    Pointer.memcpy(copy, OffHeap.pointer(dense), Float.BYTES * dense.length());
    return Matrix.of(copy, (int) dense.size(1));
  }

  /** Zeros to add gradients to. */
  static CpuWeights zeros(CpuCell cell, RecurrentWeights like, Arena arena) {
    int columns = (int) like.kernel().size(1);
    return new CpuWeights(
        Matrix.of(zeros((long) like.features() * columns, arena), columns),
        Matrix.of(zeros((long) like.units() * columns, arena), columns),
        zeros((long) cell.planes() * like.units(), arena));
  }

  private static FloatPointer zeros(long length, Arena arena) {
    FloatPointer memory = arena.offHeap(length);
    Pointer.memset(memory, 0, Float.BYTES * length);
    return memory;
  }

  /** gradients += these. */
  void addTo(CpuCell cell, RecurrentWeights gradients) {
    add(kernel, gradients.kernel());
    add(recurrent, gradients.recurrentKernel());
    gradients
        .bias()
        .ifPresent(
            b -> {
              FloatBuffer planes = OffHeap.buffer(bias, (long) cell.planes() * gradients.units());
              FloatBuffer blocks = OffHeap.buffer(OffHeap.writable(b));
              eachOfBias(
                  cell,
                  gradients,
                  (at, plane) -> blocks.put(at, blocks.get(at) + planes.get(plane)));
            });
  }

  private static void add(Matrix part, INDArray into) {
    Blas.add((int) into.length(), part, OffHeap.matrix(OffHeap.writable(into)));
  }

  /** Visits each element of the bias: its first row belongs to x W, a second one to h U. */
  private static void eachOfBias(CpuCell cell, RecurrentWeights weights, Place visit) {
    int units = weights.units();
    int gates = weights.gates();
    int blocks = (int) weights.bias().orElseThrow().length() / units;
    for (int k = 0; k < blocks; k++) {
      int plane = k < gates ? cell.kernelPlane(k) : k - gates;
      for (int j = 0; j < units; j++) {
        visit.at(k * units + j, plane * units + j);
      }
    }
  }

  private interface Place {
    void at(int inBias, int inPlanes);
  }
}

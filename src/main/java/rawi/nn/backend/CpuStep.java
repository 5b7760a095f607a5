package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import rawi.nn.backend.Blas.Matrix;

/**
 * One step of one shard of a batch, and its way back.
 *
 * <p>Products run on memory outside the Java heap, pointwise loops on Java arrays; copying between
 * the two costs less than looping over off-heap memory would. Weighted sums are plane-major: each
 * plane's rows of a chunk of steps are one block, so that loops are long and products small enough
 * for {@link Blas}'s direct kernels. A shard of a single row has its planes side by side instead:
 * then all of them are one product of a vector.
 */
final class CpuStep {
  private final CpuCell cell;
  private final Packing packing;
  private final int units;
  private final int planes;
  private final int capacity; // rows of a chunk
  private final boolean keeps;
  private final boolean oneRow; // then the planes of each row lie side by side
  private final FloatPointer z; // planes of a chunk: sums, on the way back their gradients
  private final FloatPointer left; // each factor left of U, of all steps if kept, else of this one
  private final FloatPointer product; // (rows, units)
  private final FloatBuffer zs;
  private final FloatBuffer lefts;
  private final FloatBuffer products;
  private final FloatBuffer tape; // what each step keeps, one step after the other
  private final FloatBuffer bias;
  private final float[][] arrays; // (rows, units) each
  private final float[][] states; // (rows, units) each: the running states, or their gradients
  private final float[] spare;
  private final float[] dropout; // (rows, units), or nothing
  private final float[] dropped;
  private final Matrix u; // the recurrent kernel as it is
  private Optional<Panels> panels; // laid out anew, transposed on the way back; unless one row
  private int n; // live rows
  private int inChunk; // this step's first row in the chunk
  private int packed; // its first row in the packed order

  /**
   * @param capacity the most rows of a chunk
   * @param dropout (rows, units) in the packing's row order, or empty
   * @param keeps whether a backward pass is to follow
   */
  CpuStep(
      CpuLayer layer, Packing packing, int capacity, float[] dropout, boolean keeps, Arena arena) {
    this.cell = layer.cell();
    this.packing = packing;
    this.units = layer.units();
    this.planes = cell.planes();
    this.capacity = capacity;
    this.keeps = keeps;
    this.oneRow = layer.oneRow();
    this.u = layer.weights().recurrent();
    this.panels = layer.panels().map(CpuLayer.Both::recurrent);
    this.bias = OffHeap.buffer(layer.weights().bias(), (long) planes * units);
    this.dropout = dropout;
    int length = packing.rows().length * units;
    long all = keeps ? (long) packing.size() * units : length;
    this.z = arena.offHeap((long) planes * capacity * units);
    this.zs = OffHeap.buffer(z, (long) planes * capacity * units);
    this.left = arena.offHeap(cell.factors() * all);
    this.lefts = OffHeap.buffer(left, cell.factors() * all);
    this.product = arena.offHeap(length);
    this.products = OffHeap.buffer(product, length);
    long kept = keeps ? cell.kept() * all : 1;
    this.tape = OffHeap.buffer(arena.offHeap(kept), kept);
    this.arrays = arrays(Math.max(planes, cell.kept()), length, arena);
    this.states = arrays(layer.states(), length, arena);
    this.spare = arena.floats(length);
    this.dropped = arena.floats(dropout.length);
  }

  private static float[][] arrays(int n, int length, Arena arena) {
    float[][] arrays = new float[n][];
    for (int i = 0; i < n; i++) {
      arrays[i] = arena.floats(length);
    }
    return arrays;
  }

  /** Goes to step {@code s} of the chunk that begins with step {@code first}. */
  void at(int s, int first) {
    n = packing.live()[s];
    packed = packing.offset()[s];
    inChunk = packed - packing.offset()[first];
  }

  /** From now on steps are visited from the last to the first. */
  void turnBack(Optional<Panels> recurrentT) {
    panels = recurrentT;
  }

  /** How many elements of each array count. */
  int length() {
    return n * units;
  }

  /** State {@code i}, or, on the way back, its gradient. */
  float[] state(int i) {
    return states[i];
  }

  /** An array for the cell to use. */
  float[] spare() {
    return spare;
  }

  /** h as U sees it: times the recurrent dropout, in an array of its own if there is any. */
  float[] dropped(float[] h) {
    if (dropout.length == 0) {
      return h;
    }
    Pointwise.product(h, dropout, dropped, length());
    return dropped;
  }

  /** The transpose of {@link #dropped}, in place. */
  void drop(float[] dh) {
    if (dropout.length > 0) {
      Pointwise.product(dh, dropout, dh, length());
    }
  }

  /** Adds values times U to planes [from, to); the values are factor {@code i}. */
  void multiply(int i, float[] values, int from, int to) {
    lefts.put(leftRow(i) * units, values, 0, length());
    Matrix a = factor(i);
    if (panels.isEmpty()) {
      Matrix columns = u.from(0, (long) from * units);
      Blas.multiply(1, (to - from) * units, units, a, columns, 1, plane(from));
      return;
    }
    for (int k = from; k < to; k++) {
      panels.get().multiply(n, k, a, 1, plane(k));
    }
  }

  /** The weighted sums of plane {@code p}, in its array. */
  float[] sums(int p) {
    zs.get(place(p, inChunk), arrays[p], 0, length());
    return arrays[p];
  }

  /** Takes down the {@code i}-th array that the backward pass needs of this step. */
  void keep(int i, float[] values) {
    if (keeps) {
      tape.put(kept(i), values, 0, length());
    }
  }

  /** The array kept as the {@code i}-th, in one that the cell may write to. */
  float[] recall(int i) {
    tape.get(kept(i), arrays[i], 0, length());
    return arrays[i];
  }

  private int kept(int i) {
    return (cell.kept() * packed + i * n) * units;
  }

  /** Takes dL/d(plane p). */
  void gradient(int p, float[] values) {
    zs.put(place(p, inChunk), values, 0, length());
  }

  /** into = the gradients of planes [from, to) times U^T. */
  void multiplyTransposed(int from, int to, float[] into) {
    Matrix c = Matrix.of(product, units);
    if (panels.isEmpty()) {
      Matrix columns = u.from(0, (long) from * units);
      Blas.multiplyVector(units, (to - from) * units, columns, plane(from), c);
    } else {
      for (int k = from; k < to; k++) {
        panels.get().multiply(n, k, plane(k), k == from ? 0 : 1, c);
      }
    }
    products.get(0, into, 0, length());
  }

  /** Rows of plane {@code p} from this step's first one on. */
  private Matrix plane(int p) {
    return plane(p, inChunk);
  }

  /** Rows of plane {@code p} from one of the chunk on. */
  Matrix plane(int p, int row) {
    return new Matrix(
        z.address() + (long) Float.BYTES * place(p, row), oneRow ? planes * units : units);
  }

  private int place(int p, int row) {
    return (oneRow ? row * planes + p : p * capacity + row) * units;
  }

  /** Sets a chunk's rows of all planes to what they begin with. */
  void begin(int rows) {
    for (int row = 0; row < rows; row++) {
      for (int p = 0; p < planes; p++) {
        zs.put(place(p, row), bias, p * units, units);
      }
    }
  }

  /** Rows of factor {@code i} from this step's first one on. */
  Matrix factor(int i) {
    return Matrix.of(left, units).from(leftRow(i), 0);
  }

  private int leftRow(int i) {
    return keeps ? i * packing.size() + packed : i * packing.rows().length;
  }
}

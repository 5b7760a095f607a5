package rawi.nn.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of one step of work, given back all at once when the step ends, so that ten thousand
 * steps need what one needs.
 *
 * <p>Within {@link #step}, arrays that ND4J creates on this thread come from one block that is used
 * again by the next step, and so do the buffers handed out by {@link #floats} and {@link #offHeap}.
 * Nothing of a step may be used after it; what must outlive it is created with {@link #outside}.
 *
 * <p>An arena belongs to one thread at a time; only the buffers may be written by others meanwhile.
 */
public final class Arena {
  private static final String WORKSPACE = "rawi-step";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.2)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .build();

  private final Pool<float[]> heap = new Pool<>(float[]::new, a -> a.length, a -> {});
  private final Pool<FloatPointer> offHeap =
      new Pool<>(Aligned::new, FloatPointer::capacity, FloatPointer::close);

  /**
   * Does one step of work; when it returns, or throws, everything taken meanwhile is free again.
   * Steps do not nest.
   *
   * @return what the work returns; it must not be memory of the step
   */
  @SuppressWarnings("try") // the workspace is used by being open
  public <T> T step(Supplier<T> work) {
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, WORKSPACE)) {
      return work.get();
    } finally {
      heap.reclaim();
      offHeap.reclaim();
    }
  }

  /** A Java array of at least {@code length} elements; its contents are whatever was there. */
  public float[] floats(int length) {
    return heap.take(length);
  }

  /**
   * Memory outside the Java heap for at least {@code length} floats, from the start of a cache line
   * on; contents undefined.
   */
  public FloatPointer offHeap(long length) {
    return offHeap.take(Math.toIntExact(length));
  }

  /** Whether a vector of 64 bytes at this address lies in one cache line. */
  static boolean onLine(long address) {
    return address % Aligned.LINE == 0;
  }

  /** Creates an array that outlives the step it is created in: a parameter, a moment, a result. */
  @SuppressWarnings("try") // the scope is used by being open
  public static <T> T outside(Supplier<T> creation) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return creation.get();
    }
  }

  /**
   * Memory that begins with a cache line. A vector of 64 bytes that begins anywhere else lies in
   * two lines and takes two loads: products ran at two thirds of their speed on memory as malloc
   * gives it.
   */
  private static final class Aligned extends FloatPointer {
    static final int LINE = 64; // bytes
    private final FloatPointer whole;

    Aligned(int length) {
      whole = new FloatPointer(length + LINE / Float.BYTES);
      address = (whole.address() + LINE - 1) / LINE * LINE;
      limit = length;
      capacity = length;
    }

    @Override
    public void close() {
      whole.close();
      setNull();
    }
  }

  /**
   * Buffers in the order in which a step asks for them. Steps of one model ask for the same ones in
   * the same order, so the k-th request gets the k-th buffer; where that is too small it is
   * replaced by a larger one. What is kept is thus what the largest step needs, whatever sizes came
   * before.
   */
  private static final class Pool<T> {
    private final IntFunction<T> create;
    private final ToLongFunction<T> length;
    private final Consumer<T> free;
    private final List<T> buffers = new ArrayList<>();
    private int taken;

    Pool(IntFunction<T> create, ToLongFunction<T> length, Consumer<T> free) {
      this.create = create;
      this.length = length;
      this.free = free;
    }

    T take(int wanted) {
      if (taken == buffers.size()) {
        buffers.add(create.apply(roundedUp(wanted)));
      } else if (length.applyAsLong(buffers.get(taken)) < wanted) {
        free.accept(buffers.get(taken));
        buffers.set(taken, create.apply(roundedUp(wanted)));
      }
      return buffers.get(taken++);
    }

    void reclaim() {
      taken = 0;
    }

    /** To a quarter of its power of two, so that slowly growing requests replace few buffers. */
    private static int roundedUp(int length) {
      int step = Math.max(64, Integer.highestOneBit(Math.max(1, length)) / 4);
      return Math.multiplyExact((Math.max(1, length) + step - 1) / step, step);
    }
  }
}

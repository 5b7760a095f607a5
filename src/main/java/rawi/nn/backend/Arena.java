package rawi.nn.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  private final Pool<float[]> heap = new Pool<>(float[]::new);
  private final Pool<FloatPointer> offHeap = new Pool<>(FloatPointer::new);

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

  /** Memory outside the Java heap for at least {@code length} floats; contents undefined. */
  public FloatPointer offHeap(long length) {
    return offHeap.take(Math.toIntExact(length));
  }

  /** Creates an array that outlives the step it is created in: a parameter, a moment, a result. */
  @SuppressWarnings("try") // the scope is used by being open
  public static <T> T outside(Supplier<T> creation) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return creation.get();
    }
  }

  /** Buffers by size class: a request is rounded up to a quarter of its power of two. */
  private static final class Pool<T> {
    private final java.util.function.IntFunction<T> create;
    private final Map<Integer, Deque<T>> free = new HashMap<>();
    private final List<Runnable> taken = new ArrayList<>();

    Pool(java.util.function.IntFunction<T> create) {
      this.create = create;
    }

    T take(int length) {
      int size = sizeClass(length);
      Deque<T> ready = free.computeIfAbsent(size, s -> new ArrayDeque<>());
      T buffer = ready.isEmpty() ? create.apply(size) : ready.pop();
      taken.add(() -> ready.push(buffer));
      return buffer;
    }

    void reclaim() {
      for (int i = taken.size() - 1; i >= 0; i--) {
        taken.get(i).run(); // last taken goes back first: the next step finds the same order
      }
      taken.clear();
    }

    private static int sizeClass(int length) {
      int step = Math.max(64, Integer.highestOneBit(Math.max(1, length)) / 4);
      return Math.multiplyExact((Math.max(1, length) + step - 1) / step, step);
    }
  }
}

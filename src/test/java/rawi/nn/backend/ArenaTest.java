package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArenaTest {
  private final Arena arena = new Arena();

  @Test
  @DisplayName("within a step buffers are distinct, the next step gets the same again")
  void reused() {
    float[][] first = arena.step(() -> new float[][] {arena.floats(100), arena.floats(100)});
    float[][] second = arena.step(() -> new float[][] {arena.floats(90), arena.floats(100)});
    assertNotSame(first[0], first[1]);
    assertSame(first[0], second[0]);
    assertSame(first[1], second[1]);
    assertTrue(first[0].length >= 100);
  }

  @Test
  @DisplayName("a larger request gets a larger buffer, off the heap as on it")
  void larger() {
    assertEquals(64, arena.step(() -> arena.floats(1).length));
    assertTrue(arena.step(() -> arena.floats(1000).length) >= 1000);
    assertTrue(arena.step(() -> arena.offHeap(1).capacity()) >= 1);
    assertTrue(arena.step(() -> arena.offHeap(1000).capacity()) >= 1000);
    assertTrue(arena.step(() -> arena.offHeap(0).capacity()) >= 0);
  }

  @Test
  @DisplayName("after steps of every size, what is kept is what the largest needs")
  void keepsOnlyTheLargest() {
    Set<FloatPointer> made = Collections.newSetFromMap(new IdentityHashMap<>());
    Random random = new Random(1);
    for (int step = 0; step < 300; step++) {
      int length = 1 + random.nextInt(10_000);
      arena.step(
          () -> {
            for (int k = 1; k <= 3; k++) {
              made.add(arena.offHeap((long) k * length));
              arena.floats(k * length);
            }
            return length;
          });
    }
    long open = made.stream().filter(p -> !p.isNull()).mapToLong(FloatPointer::capacity).sum();
    assertTrue(open <= 1.25 * (1 + 2 + 3) * 10_000, "floats outside the heap: " + open);
    assertTrue(arena.step(() -> arena.floats(1).length) > 9_000, "a small one beside the large");
  }

  @Test
  @DisplayName("memory is free again when a step throws")
  void throwing() {
    float[][] taken = new float[1][];
    assertThrows(
        IllegalStateException.class,
        () ->
            arena.step(
                () -> {
                  taken[0] = arena.floats(10);
                  throw new IllegalStateException("in the middle");
                }));
    assertSame(taken[0], arena.step(() -> arena.floats(10)));
  }

  @Test
  @DisplayName("what is created outside outlives the step")
  void outside() {
    INDArray kept =
        arena.step(
            () -> {
              Nd4j.ones(DataType.FLOAT, 100);
              return Arena.outside(() -> Nd4j.valueArrayOf(new long[] {100}, 3, DataType.FLOAT));
            });
    for (int i = 0; i < 20; i++) {
      arena.step(() -> Nd4j.valueArrayOf(new long[] {100}, 7, DataType.FLOAT).length());
    }
    assertBits(Nd4j.valueArrayOf(new long[] {100}, 3, DataType.FLOAT), kept);
  }
}

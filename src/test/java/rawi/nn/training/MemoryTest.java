package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

class MemoryTest {
  private static final int STEPS = 300;
  private static final int BATCH = 16;

  /** Bytes outside the Java heap: everything, and the block that a step's arrays come from. */
  private record Used(long all, long workspaces) {
    static Used now() {
      long all = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) { // until the collector has found the arrays that nobody holds
        System.gc();
        pause();
        all = Math.min(all, Pointer.totalBytes());
      }
      long workspaces =
          Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
              .mapToLong(MemoryWorkspace::getCurrentSize)
              .sum();
      return new Used(all, workspaces);
    }

    private static void pause() {
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @DisplayName("300 steps on sequences of all lengths need no more memory than the first 100")
  void doesNotGrow() {
    List<Used> used = new ArrayList<>();
    int[] steps = {0};
    Callback meter =
        new Callback() {
          @Override
          public void onBatchEnd(int examples, Map<String, Double> metrics) {
            if (++steps[0] % 100 == 0) {
              used.add(Used.now());
            }
          }
        };
    Toy.trainer(Toy.model(1), 1, 3, meter).fit(data(), Optional.empty());
    assertEquals(STEPS, steps[0]);
    Used early = used.get(0);
    Used late = used.get(2);
    assertTrue(early.all() > 0 && early.workspaces() > 0, used.toString());
    assertTrue(late.all() <= 1.05 * early.all(), "all: " + used);
    assertTrue(late.workspaces() <= 1.05 * early.workspaces(), "workspaces: " + used);
  }

  private static Dataset data() {
    Random random = new Random(4);
    List<int[]> sequences = new ArrayList<>();
    int[] labels = new int[STEPS * BATCH];
    double[] weights = new double[labels.length];
    Arrays.fill(weights, 1);
    for (int i = 0; i < labels.length; i++) {
      sequences.add(random.ints(5 + random.nextInt(56), 1, 20).toArray());
      labels[i] = random.nextInt(2);
    }
    return SequenceDataset.shuffled(sequences, labels, weights, BATCH, 9);
  }
}

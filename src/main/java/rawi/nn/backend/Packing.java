package rawi.nn.backend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which steps of which sequences are real, in the order a recurrent kernel visits them.
 *
 * <p>A masked step leaves the state as it is, so it need not be computed at all, wherever it
 * stands: each row is reduced to its real steps, rows are sorted by how many they have, longest
 * first, and step {@code s} works on the {@code live(s)} rows that are longer than {@code s}. These
 * are always the first rows of the step before, so blocks of rows follow one another without gaps.
 *
 * @param rows the batch rows, longest first
 * @param live number of rows at each step, never growing
 * @param offset where step s begins in the packed order; one entry more than there are steps
 * @param source for each packed row its place {@code batchRow * time + t} in the batch
 */
record Packing(int[] rows, int[] live, int[] offset, int[] source) {

  /**
   * The packings of a batch split into {@code shards} parts of equal work: sorted rows are dealt in
   * turn.
   *
   * @param mask (batch, time), 1 = real; absent: every step is
   * @param backwards whether real steps are visited from the last to the first
   */
  static Packing[] of(int batch, int time, Optional<INDArray> mask, boolean backwards, int shards) {
    int[][] real = new int[batch][];
    float[] flags = mask.map(m -> m.dup('c').data().asFloat()).orElse(new float[0]);
    int[] every = mask.isPresent() ? new int[0] : steps(time, backwards);
    for (int b = 0; b < batch; b++) {
      real[b] = mask.isPresent() ? realSteps(flags, b * time, time, backwards) : every;
    }
    Integer[] order = new Integer[batch];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer b) -> real[b].length).reversed());
    Packing[] parts = new Packing[shards];
    for (int s = 0; s < shards; s++) {
      int[] rows = new int[(batch - s + shards - 1) / shards];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = order[s + i * shards];
      }
      parts[s] = pack(rows, real, time);
    }
    return parts;
  }

  /**
   * Of some rows of a batch, the longest first, whose first steps are the real ones.
   *
   * @param lengths how many steps of each row of the batch are real
   */
  static Packing of(int[] rows, int[] lengths, int time) {
    int[][] real = new int[lengths.length][];
    for (int r : rows) {
      real[r] = steps(lengths[r], false);
    }
    return pack(rows.clone(), real, time);
  }

  private static int[] steps(int time, boolean backwards) {
    int[] steps = new int[time];
    Arrays.setAll(steps, t -> backwards ? time - 1 - t : t);
    return steps;
  }

  private static int[] realSteps(float[] flags, int from, int time, boolean backwards) {
    int[] steps = new int[time];
    int n = 0;
    for (int i = 0; i < time; i++) {
      int t = backwards ? time - 1 - i : i;
      if (flags[from + t] != 0) {
        steps[n++] = t;
      }
    }
    return Arrays.copyOf(steps, n);
  }

  private static Packing pack(int[] rows, int[][] real, int time) {
    int steps = rows.length == 0 ? 0 : real[rows[0]].length;
    int[] live = new int[steps];
    int[] offset = new int[steps + 1];
    int n = rows.length;
    for (int s = 0; s < steps; s++) {
      while (real[rows[n - 1]].length <= s) {
        n--;
      }
      live[s] = n;
      offset[s + 1] = offset[s] + n;
    }
    int[] source = new int[offset[steps]];
    for (int s = 0; s < steps; s++) {
      for (int r = 0; r < live[s]; r++) {
        source[offset[s] + r] = rows[r] * time + real[rows[r]][s];
      }
    }
    return new Packing(rows, live, offset, source);
  }

  int steps() {
    return live.length;
  }

  /** Real steps in all: the rows of every packed array. */
  int size() {
    return source.length;
  }

  /** The packed rows of steps [from, to). */
  int rowsOf(int from, int to) {
    return offset[to] - offset[from];
  }

  /** The place in the batch of step {@code s} of the r-th row, as {@code batchRow * time + t}. */
  int source(int s, int r) {
    return source[offset[s] + r];
  }

  /** How many rows have a real step. */
  int reached() {
    return live.length == 0 ? 0 : live[0];
  }

  /** Rows still alive after step {@code s}: those before it end there. */
  int liveAfter(int s) {
    return s + 1 < live.length ? live[s + 1] : 0;
  }

  /**
   * Chunks of steps that have at most {@code rows} packed rows together, or are a single step: the
   * first step of each, and at the end the number of steps.
   */
  int[] chunks(int rows) {
    int[] first = new int[steps() + 1];
    int n = 0;
    for (int s = 1; s < steps(); s++) {
      if (rowsOf(first[n], s + 1) > rows) {
        first[++n] = s;
      }
    }
    if (steps() > 0) {
      first[++n] = steps();
    }
    return Arrays.copyOf(first, n + 1);
  }
}

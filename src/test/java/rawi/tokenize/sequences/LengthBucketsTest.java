package rawi.tokenize.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
  private static int[] lengths() {
    Random random = new Random(4);
    return IntStream.range(0, 1000).map(i -> 1 + random.nextInt(100)).toArray();
  }

  @DisplayName("A length belongs to the first bucket whose boundary is above it")
  @Test
  void bucketOf() {
    LengthBuckets buckets = new LengthBuckets(List.of(5, 10));
    assertThat(IntStream.of(0, 4, 5, 9, 10, 99).map(buckets::bucketOf))
        .containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(new LengthBuckets(List.of()).bucketOf(7)).isZero();
  }

  @DisplayName("Every sequence stands in one batch, of sequences of its bucket")
  @Test
  void batches() {
    int[] lengths = lengths();
    LengthBuckets buckets = LengthBuckets.ofQuantiles(lengths, 8);
    List<List<Integer>> batches = buckets.batches(lengths, 32, 1);
    List<Integer> all = new ArrayList<>();
    for (List<Integer> batch : batches) {
      assertThat(batch).hasSizeBetween(1, 32);
      assertThat(batch.stream().map(i -> buckets.bucketOf(lengths[i])).distinct()).hasSize(1);
      all.addAll(batch);
    }
    assertThat(all).hasSize(1000).doesNotHaveDuplicates();
    assertThat(batches.stream().map(batch -> buckets.bucketOf(lengths[batch.get(0)])).toList())
        .isNotEqualTo(
            batches.stream()
                .map(batch -> buckets.bucketOf(lengths[batch.get(0)]))
                .sorted()
                .toList());
    assertThat(buckets.batches(lengths, 32, 1)).isEqualTo(batches);
    assertThat(buckets.batches(lengths, 32, 2)).isNotEqualTo(batches);
  }

  @DisplayName("Quantiles give buckets of about the same size, and none that nothing is in")
  @Test
  void quantiles() {
    int[] lengths = lengths();
    LengthBuckets buckets = LengthBuckets.ofQuantiles(lengths, 4);
    for (int k = 0; k < 4; k++) {
      int bucket = k;
      assertThat(IntStream.of(lengths).filter(n -> buckets.bucketOf(n) == bucket).count())
          .isBetween(200L, 300L);
    }
    assertThat(LengthBuckets.ofQuantiles(new int[] {3, 3, 3, 3}, 4).boundaries()).isEmpty();
    assertThat(LengthBuckets.ofQuantiles(new int[] {0, 0, 3}, 3).boundaries()).containsExactly(3);
    assertThat(LengthBuckets.ofQuantiles(new int[0], 4).boundaries()).isEmpty();
  }

  @DisplayName("Boundaries that do not rise, and batches of nothing, are refused")
  @Test
  void refusals() {
    assertThatThrownBy(() -> new LengthBuckets(List.of(5, 5)))
        .hasMessage("boundaries: expected rising lengths of 1 or more, got [5, 5]");
    assertThatThrownBy(() -> LengthBuckets.ofQuantiles(new int[] {1}, 0))
        .hasMessage("buckets: expected at least 1, got 0");
    assertThatThrownBy(() -> new LengthBuckets(List.of()).batches(new int[] {1}, 0, 1))
        .hasMessage("batch: expected at least 1, got 0");
  }
}

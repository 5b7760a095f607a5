package rawi.tokenize.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PadSequencesTest {
  private static final List<int[]> SEQUENCES =
      List.of(new int[] {1}, new int[] {2, 3}, new int[] {4, 5, 6});

  private static PadSequences pad(OptionalInt length, Side padding, Side truncation, int value) {
    return new PadSequences(length, padding, truncation, value);
  }

  @DisplayName("The examples of Keras's documentation come out as there")
  @Test
  void documentation() {
    OptionalInt longest = OptionalInt.empty();
    assertThat(pad(longest, Side.PRE, Side.PRE, 0).pad(SEQUENCES))
        .isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 2, 3}, {4, 5, 6}});
    assertThat(pad(longest, Side.PRE, Side.PRE, -1).pad(SEQUENCES))
        .isDeepEqualTo(new int[][] {{-1, -1, 1}, {-1, 2, 3}, {4, 5, 6}});
    assertThat(pad(longest, Side.POST, Side.PRE, 0).pad(SEQUENCES))
        .isDeepEqualTo(new int[][] {{1, 0, 0}, {2, 3, 0}, {4, 5, 6}});
    assertThat(pad(OptionalInt.of(2), Side.PRE, Side.PRE, 0).pad(SEQUENCES))
        .isDeepEqualTo(new int[][] {{0, 1}, {2, 3}, {5, 6}});
  }

  @DisplayName("Where nothing is said, sequences are padded and cut at their end")
  @Test
  void defaults() {
    assertThat(PadSequences.to(2).pad(SEQUENCES))
        .isDeepEqualTo(new int[][] {{1, 0}, {2, 3}, {4, 5}});
    assertThat(PadSequences.toLongest().pad(List.of(new int[0], new int[] {7})))
        .isDeepEqualTo(new int[][] {{0}, {7}});
    assertThat(PadSequences.toLongest().pad(new int[] {1, 2})).containsExactly(1, 2);
    assertThat(PadSequences.toLongest().pad(List.of())).isEmpty();
  }

  @DisplayName("A length of nothing is refused")
  @Test
  void refusal() {
    assertThatThrownBy(() -> PadSequences.to(0)).hasMessage("length: expected at least 1, got 0");
  }
}

package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;

class LabelledTextsTest {
  private static LabelledTexts read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Utf8Lines lines = Utf8Lines.of("rows", new ByteArrayInputStream(bytes))) {
      return LabelledTexts.read(lines);
    }
  }

  @Test
  void aTextMayHoldTabsAndBeEmptyAndALabelIsStripped() {
    assertThat(read(" pos \tun\tdeux\nneg\t\n").rows())
        .containsExactly(new LabelledText("pos", "un\tdeux"), new LabelledText("neg", ""));
  }

  @Test
  void blankLinesAtTheEndAreNoRows() {
    assertThat(read("pos\tbon\n\n \n").rows()).hasSize(1);
  }

  @Test
  void aLongBadLineIsShownShortenedAndNotCutWithinACharacter() {
    assertThatThrownBy(() -> read("😀".repeat(41)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "rows: line 1: expected label<TAB>text, got no tab in '%s...'", "😀".repeat(40));
  }

  @Test
  void everyTenthRowOfEachLabelIsKeptForValidation() {
    Split split = Split.everyTenth(read("a\tx\n".repeat(10) + "b\ty\n".repeat(25) + "c\tz\n"));
    assertThat(split.valid())
        .containsExactly(
            new LabelledText("a", "x"), new LabelledText("b", "y"), new LabelledText("b", "y"));
    assertThat(split.train()).hasSize(33).contains(new LabelledText("c", "z"));
  }

  @Test
  void tooFewRowsToKeepSomeAreRefused() {
    LabelledTexts few = new LabelledTexts("few", Collections.nCopies(9, new LabelledText("a", "")));
    assertThatThrownBy(() -> Split.everyTenth(few))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("few: expected a label with at least 10 rows")
        .hasMessageContaining("--valid");
  }

  @Test
  void theHashIsOfLabelsAndTextsInTheirOrder() {
    LabelledText one = new LabelledText("a", "b");
    LabelledText two = new LabelledText("c", "d");
    assertThat(LabelledText.hash(List.of(one, two)))
        .isEqualTo(LabelledText.hash(List.of(one, two)))
        .isNotEqualTo(LabelledText.hash(List.of(two, one)));
  }
}

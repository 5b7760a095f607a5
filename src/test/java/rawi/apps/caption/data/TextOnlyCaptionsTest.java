package rawi.apps.caption.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.cli.Failure;

class TextOnlyCaptionsTest {
  @TempDir Path folder;
  private Path texts = Path.of("");
  private CaptionData data = new CaptionData("", List.of(), List.of());

  @BeforeEach
  void write() throws IOException {
    data =
        CaptionData.read(
            Folders.of(
                folder,
                List.of("a.png", "b.png", "c.png"),
                "train|a.png|en|0|A cat",
                "valid|b.png|en|0|A dog runs .",
                "test|c.png|en|0|A red door"));
    texts = folder.resolve("texts");
  }

  @Test
  void whatIsOfAHeldImageOrSaysWhatACaptionOfTheirsSaysIsDroppedAndCounted() throws IOException {
    Files.write(
        texts,
        List.of(
            "a.png\ten\t1\tThe cat",
            "b.png\ten\t1\tBrown dog",
            "z.png\ten\t0\ta  DOG runs",
            "c.png\tfr\t0\tUne porte",
            "z.png\ten\t1\tA tree",
            "z.png\ten\t2\t..."));
    TextOnlyCaptions read = TextOnlyCaptions.read(List.of(texts), "en", data);
    assertThat(read)
        .isEqualTo(new TextOnlyCaptions("en", List.of("The cat", "A tree"), 5, 1, 1, 1));
    assertThat(read.dropped()).isEqualTo(3);
    assertThat(read.line())
        .isEqualTo(
            "captions without images: 2 of 5 rows in 'en'; dropped 1 whose image is in valid or test,"
                + " 1 whose words are a caption of theirs, 1 without a word");
  }

  @Test
  void aFileWithoutTabsHasACaptionALine() throws IOException {
    Files.writeString(texts, "A tree\nA red door.\n");
    assertThat(TextOnlyCaptions.read(List.of(texts, texts), "en", data).captions())
        .containsExactly("A tree", "A tree");
  }

  @Test
  void aRowThatIsNoneAndALanguageThatIsNotThereAreRefused() throws IOException {
    Files.writeString(texts, "a.png\ten\t1\tThe cat\nThe cat\n");
    assertThatThrownBy(() -> TextOnlyCaptions.read(List.of(texts), "en", data))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "%s: line 2: expected image<TAB>lang<TAB>index<TAB>caption, got 1 fields", texts);
    Files.writeString(texts, "a.png\ten\t1\tThe cat\n");
    assertThatThrownBy(() -> TextOnlyCaptions.read(List.of(texts), "fr", data))
        .isInstanceOf(Failure.class)
        .hasMessage("%s: no caption in 'fr' to learn from; there are en", texts);
    Files.writeString(texts, "a red door\n");
    assertThatThrownBy(() -> TextOnlyCaptions.read(List.of(texts), "en", data))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "%s: no caption in 'en' to learn from; all 1 are of valid or test, or have no word",
            texts);
  }

  @Test
  void nothingThatTheRealModelsAreJudgedOnIsLeft() {
    CaptionData real = CaptionData.read(Folders.real("captioning_flickr8k_1000"));
    Path without = Folders.real("captions_text_only");
    TextOnlyCaptions french =
        TextOnlyCaptions.read(List.of(without.resolve("multi30k_fr.train.txt")), "fr", real);
    assertThat(french.rows()).isEqualTo(28910);
    assertThat(french.heldTexts()).isEqualTo(208);
    TextOnlyCaptions arabic =
        TextOnlyCaptions.read(List.of(without.resolve("flickr8k_captions.tsv")), "ar", real);
    assertThat(List.of(arabic.rows(), arabic.heldImages(), arabic.heldTexts()))
        .containsExactly(23946, 714, 18);
    Set<List<String>> held = new HashSet<>();
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      real.select(split, "ar").references().forEach(held::addAll);
    }
    assertThat(arabic.captions()).noneMatch(caption -> held.contains(CaptionTokens.of(caption)));
  }
}

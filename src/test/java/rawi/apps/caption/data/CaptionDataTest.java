package rawi.apps.caption.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.cli.Failure;

class CaptionDataTest {
  @TempDir Path folder;

  private void refused(String line) {
    assertThatThrownBy(() -> CaptionData.read(folder))
        .isInstanceOf(Failure.class)
        .hasMessage(line.replace("DIR", folder.toString()));
  }

  private CaptionData small() throws IOException {
    return CaptionData.read(
        Folders.of(
            folder,
            List.of("a.png", "b.png", "c.png"),
            "train|b.png|en|1|A red bird .",
            "train|b.png|en|0|A bird",
            "train|b.png|fr|0|L'oiseau rouge",
            "test|a.png|en|0|Two cats",
            "valid|c.png|en|0|A door"));
  }

  @Test
  void aSplitInALanguageHasItsImagesWithCaptionsInTheOrderOfTheirIndex() throws IOException {
    CaptionData data = small();
    assertThat(data.languages()).containsExactly("en", "fr");
    CaptionSet train = data.select(Split.TRAIN, "en");
    assertThat(train.images()).hasSize(1);
    assertThat(train.images().get(0).captions("en")).containsExactly("A bird", "A red bird .");
    assertThat(train.references())
        .containsExactly(List.of(List.of("a", "bird"), List.of("a", "red", "bird")));
    assertThat(train.captions()).isEqualTo(2);
    assertThat(train.hash()).isNotEqualTo(data.select(Split.TRAIN, "fr").hash());
  }

  @Test
  void theFirstLineMayNameTheFields() throws IOException {
    Folders.of(folder, List.of("a.png"), "split|image|lang|index|caption", "test|a.png|en|0|Cats");
    assertThat(CaptionData.read(folder).images()).hasSize(1);
  }

  @Test
  void anImageWithoutACaptionInTheLanguageIsCountedAndNotSelected() throws IOException {
    Folders.of(
        folder,
        List.of("a.png", "b.png"),
        "train|a.png|en|0|cats",
        "train|b.png|en|0|dogs",
        "train|b.png|fr|0|chiens");
    CaptionData data = CaptionData.read(folder);
    assertThat(data.select(Split.TRAIN, "fr").images()).hasSize(1);
    assertThat(data.without(Split.TRAIN, "fr")).isEqualTo(1);
  }

  @Test
  void aLanguageThatIsNotThereIsRefusedWithThoseThatAre() throws IOException {
    CaptionData data = small();
    assertThatThrownBy(() -> data.select(Split.TRAIN, "ar"))
        .isInstanceOf(Failure.class)
        .hasMessage("%s: no caption in 'ar'; there are en, fr", folder);
    assertThatThrownBy(() -> data.select(Split.TEST, "fr"))
        .isInstanceOf(Failure.class)
        .hasMessage("%s: no image of the split 'test' has a caption in 'fr'", folder);
  }

  @Test
  void aFolderWithoutCaptionsIsRefused() throws IOException {
    Folders.picture(folder.resolve("a.png"));
    refused(
        "DIR: expected captions in it (captions.tsv, or Flickr8k.token.txt of Flickr8k), got none");
    assertThatThrownBy(() -> CaptionData.read(folder.resolve("none")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void aCaptionWithoutItsImageIsRefusedByItsLine() throws IOException {
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0|cats", "train|b.png|en|0|dogs");
    refused("DIR/captions.tsv: line 2: the image 'b.png' is not in DIR or a folder of it");
  }

  @Test
  void anImageWithoutACaptionIsRefused() throws IOException {
    Folders.of(folder, List.of("a.png", "b.png"), "train|a.png|en|0|cats");
    refused(
        "DIR/images/b.png: this image has no caption in DIR/captions.tsv; write one or move it away");
  }

  @Test
  void anImageThatIsThereTwiceIsRefused() throws IOException {
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0|cats");
    Folders.picture(folder.resolve("a.png"));
    refused(
        "DIR: the picture 'a.png' is there twice, as DIR/a.png and DIR/images/a.png; captions name"
            + " only one");
  }

  @Test
  void aRowThatIsNoneIsRefusedByItsLine() throws IOException {
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0|cats", "train|a.png|en|cats");
    refused(
        "DIR/captions.tsv: line 2: expected 5 fields (split<TAB>image<TAB>lang<TAB>index<TAB>caption),"
            + " got 4");
    Folders.of(folder, List.of("a.png"), "dev|a.png|en|0|cats");
    refused("DIR/captions.tsv: line 1: expected one of the splits train, valid, test, got 'dev'");
    Folders.of(folder, List.of("a.png"), "train|a.png|English|0|cats");
    refused("DIR/captions.tsv: line 1: expected a language such as en, fr or ar, got 'English'");
    Folders.of(folder, List.of("a.png"), "train|a.png|en|first|cats");
    refused("DIR/captions.tsv: line 1: expected the number of the caption, from 0, got 'first'");
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0| . ");
    refused("DIR/captions.tsv: line 1: expected a caption with a word in it, got ' . '");
  }

  @Test
  void anImageInTwoSplitsAndACaptionThatStandsTwiceAreRefused() throws IOException {
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0|cats", "test|a.png|en|1|dogs");
    refused(
        "DIR/captions.tsv: line 2: the image 'a.png' is in the split 'train' by DIR/captions.tsv: line"
            + " 1; expected an image in one split");
    Folders.of(folder, List.of("a.png"), "train|a.png|en|0|cats", "train|a.png|en|0|dogs");
    refused("DIR/captions.tsv: line 2: the image 'a.png' has a caption 0 in 'en' already");
  }

  @Test
  void aCorruptImageIsNamedAndCountedAndCanBeLeftOut() throws IOException {
    CaptionData data = small();
    Files.writeString(folder.resolve("images/c.png"), "no picture");
    List<Opened.Bad> bad =
        data.images().stream()
            .map(CaptionedImage::open)
            .filter(Opened.Bad.class::isInstance)
            .map(Opened.Bad.class::cast)
            .toList();
    BadImages images = new BadImages(bad, 3);
    assertThat(images.names()).containsExactly("c.png");
    assertThatThrownBy(images::requireNone)
        .isInstanceOf(Failure.class)
        .hasMessage(
            "%s/images/c.png: expected a picture (PNG, JPEG, GIF or BMP), got something else (1 of 3"
                + " images cannot be read); mend or remove what is bad, or leave it out with"
                + " --skip-bad",
            folder);
    assertThat(images.lines()).hasSize(2).last().asString().startsWith("1 of 3 images");
    assertThat(data.without(images.names()).images()).hasSize(2);
    new BadImages(List.of(), 3).requireNone();
  }

  @Test
  void theFilesOfFlickr8kAreReadInEnglishAndImagesInNoListAreLeftOut() throws IOException {
    Path text = Files.createDirectories(folder.resolve("text"));
    Files.writeString(
        text.resolve("Flickr8k.token.txt"),
        "1.png#1\tA cat .\n1.png#0\tCats\n2.png#0\tA dog\n3.png#0\tA hat\n4.png.1#0\tA tree\n");
    Files.writeString(text.resolve("Flickr_8k.trainImages.txt"), "1.png\n");
    Files.writeString(text.resolve("Flickr_8k.devImages.txt"), "2.png\n");
    Files.writeString(text.resolve("Flickr_8k.testImages.txt"), "3.png\n");
    for (String name : List.of("1.png", "2.png", "3.png")) {
      Folders.picture(folder.resolve("photos").resolve(name));
    }
    CaptionData data = CaptionData.read(folder);
    assertThat(data.select(Split.TRAIN, "en").images().get(0).captions("en"))
        .containsExactly("Cats", "A cat .");
    assertThat(data.select(Split.TEST, "en").images()).hasSize(1);
    assertThat(data.leftOut())
        .containsExactly(
            text.resolve("Flickr8k.token.txt") + ": 1 images in no split are left out");
    Files.writeString(text.resolve("Flickr_8k.devImages.txt"), "2.png\n5.png\n");
    refused(
        "DIR/text/Flickr_8k.devImages.txt: line 2: the image '5.png' has no caption in"
            + " DIR/text/Flickr8k.token.txt");
    Files.delete(text.resolve("Flickr_8k.devImages.txt"));
    refused(
        "DIR/text/Flickr_8k.devImages.txt: there is no such file; expected the images of the split"
            + " 'valid'");
  }

  @Test
  void theRealPhotosHaveTheirCaptionsInThreeLanguages() {
    CaptionData data = CaptionData.read(Folders.real("captioning_flickr8k_1000"));
    assertThat(data.images()).hasSize(891);
    assertThat(data.languages()).isEqualTo(Set.of("ar", "en", "fr"));
    assertThat(data.select(Split.TRAIN, "en").captions()).isEqualTo(3265);
    assertThat(data.select(Split.VALID, "ar").captions()).isEqualTo(339);
    assertThat(data.select(Split.TEST, "fr").captions()).isEqualTo(117);
    assertThat(data.without(Split.TRAIN, "fr")).isEqualTo(34);
  }
}

package rawi.apps.caption.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;

/** {@code captions.tsv}: a row a caption. */
final class CaptionsFile {
  static final String NAME = "captions.tsv";

  /** The fields, as the first line may name them. */
  static final String HEADER = "split\timage\tlang\tindex\tcaption";

  private static final int FIELDS = 5;
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private CaptionsFile() {}

  static CaptionData read(Path folder, Path file) {
    Gathered gathered = new Gathered();
    Set<String> named = new HashSet<>();
    try (Utf8Lines lines = Utf8Lines.open(file.toString(), InputStream.nullInputStream())) {
      while (lines.advance()) {
        if (lines.number() > 1 || !lines.line().equals(HEADER)) {
          named.add(row(lines, gathered));
        }
      }
    }
    if (named.isEmpty()) {
      throw new Failure("%s: expected rows of %s, got none".formatted(file, shown(HEADER)));
    }
    PictureFolder pictures = PictureFolder.open(folder);
    List<CaptionedImage> images = gathered.images(pictures);
    pictures.requireCaptions(named, file);
    return new CaptionData(folder.toString(), images, List.of());
  }

  /** Adds a row and tells its image. */
  private static String row(Utf8Lines lines, Gathered gathered) {
    String place = "%s: line %d".formatted(lines.name(), lines.number());
    String[] fields = lines.line().split("\t", -1);
    if (fields.length != FIELDS) {
      throw new Failure(
          "%s: expected %d fields (%s), got %d"
              .formatted(place, FIELDS, shown(HEADER), fields.length));
    }
    Split split =
        Split.find(fields[0])
            .orElseThrow(() -> wrong(place, "one of the splits " + Split.names(), fields[0]));
    if (fields[1].isBlank()) {
      throw wrong(place, "the name of an image", fields[1]);
    }
    if (!LANGUAGE.matcher(fields[2]).matches()) {
      throw wrong(place, "a language such as en, fr or ar", fields[2]);
    }
    if (!INDEX.matcher(fields[3]).matches()) {
      throw wrong(place, "the number of the caption, from 0", fields[3]);
    }
    gathered.add(fields[1], split, fields[2], Integer.parseInt(fields[3]), fields[4], place);
    return fields[1];
  }

  private static Failure wrong(String place, String expected, String got) {
    return new Failure("%s: expected %s, got '%s'".formatted(place, expected, got));
  }

  private static String shown(String row) {
    return row.replace("\t", "<TAB>");
  }
}

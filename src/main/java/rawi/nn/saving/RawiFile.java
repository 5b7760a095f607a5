package rawi.nn.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The {@code .rawi} file: a zip that any unzip program opens, with {@code metadata.json} first and
 * then the entries of {@link Contents}.
 *
 * <pre>
 * metadata.json        format "rawi", formatVersion, libraryVersion, kind, the free fields, and
 *                      entries: {name: {size, sha256}, ..} of everything that follows
 * config.json          how the model is built
 * weights.safetensors  its parameters
 * vocabulary.txt  ..   whatever else the kind needs
 * </pre>
 *
 * <p>Entries are stored, not compressed: float32 weights shrink by 7 % and would take twice as long
 * to load, four times as long to save. The same contents always make the same bytes.
 */
public final class RawiFile {
  /** The version of the format that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  static final String METADATA = "metadata.json";
  static final String FORMAT = "rawi";

  /**
   * Zip entries carry a time, here always the same. Not 1 January 1980, the earliest: for that one
   * Java adds a second time field, which depends on the time zone.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private RawiFile() {}

  /**
   * Writes a file that is whole or not there: the entries go to a temporary file in the same
   * folder, are read back and compared with their checksums, and then take the final name.
   *
   * @throws ModelFileException when the folder is missing, not a folder, not writable or full
   * @throws IllegalArgumentException naming a tensor of a type that cannot be saved
   */
  public static void write(Path file, Contents contents) {
    AtomicFile.write(
        file,
        out -> writeZip(contents, out),
        written -> {
          try (var reader = new RawiReader(written, file.toString())) {
            reader.verify();
          }
        });
  }

  private static void writeZip(Contents contents, OutputStream out) throws IOException {
    var sums = new LinkedHashMap<String, Checksum>();
    for (String name : contents.names()) {
      sums.put(name, Checksum.of(contents.part(name)));
    }
    byte[] metadata = Json.indented(metadata(contents, sums));
    // closing would close the file below, which still has to be brought to the disk
    var zip = new ZipOutputStream(out);
    writeEntry(zip, METADATA, Checksum.of(metadata), new Part.Bytes(metadata));
    for (var entry : sums.entrySet()) {
      writeEntry(zip, entry.getKey(), entry.getValue(), contents.part(entry.getKey()));
    }
    zip.finish();
    zip.flush();
  }

  /** The checksums are known before: a stored entry announces its size and CRC. */
  private static void writeEntry(ZipOutputStream zip, String name, Checksum sum, Part part)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(sum.size());
    entry.setCrc(sum.crc());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    part.writeTo(zip);
    zip.closeEntry();
  }

  private static ObjectNode metadata(Contents contents, Map<String, Checksum> sums) {
    ObjectNode metadata =
        Json.object()
            .put("format", FORMAT)
            .put("formatVersion", FORMAT_VERSION)
            .put("libraryVersion", libraryVersion())
            .put("kind", contents.kind());
    metadata.setAll(contents.fields());
    ObjectNode entries = metadata.putObject("entries");
    sums.forEach((name, sum) -> entries.set(name, sum.json()));
    return metadata;
  }

  /** The version in the jar's manifest; classes that run outside of a jar have none. */
  static String libraryVersion() {
    return Optional.ofNullable(RawiFile.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * Reads a file of any kind; {@link Contents#kind} says which.
   *
   * @throws ModelFileException when it is missing, no {@code .rawi} file, of a newer format, cut
   *     short, or when an entry is missing or does not have its checksum
   */
  public static Contents read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * Reads a file that must be of the kind given.
   *
   * @throws ModelFileException as {@link #read(Path)}, and when it is of another kind
   */
  public static Contents read(Path file, String kind) {
    return read(file, Optional.of(kind));
  }

  private static Contents read(Path file, Optional<String> kind) {
    try (var reader = new RawiReader(file, file.toString())) {
      kind.ifPresent(reader::requireKind);
      reader.verify();
      return reader.contents();
    } catch (IOException e) {
      throw new ModelFileException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}

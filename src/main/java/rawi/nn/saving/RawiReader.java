package rawi.nn.saving;

import static rawi.nn.saving.ModelFileException.DAMAGED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open {@code .rawi} file whose metadata was read and found sound. */
final class RawiReader implements AutoCloseable {
  /** Nothing that is metadata comes near it; a damaged size must not fill the memory. */
  private static final int LONGEST_METADATA = 16_000_000;

  private final String source;
  private final ZipFile zip;
  private final ObjectNode metadata;

  /**
   * @param source what to call the file in the message of a refusal
   */
  RawiReader(Path file, String source) throws IOException {
    this.source = source;
    AtomicFile.requireReadable(file);
    requireZip(file);
    this.zip = open(file);
    try {
      this.metadata = readMetadata();
      requireVersion();
      requireEntries();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void requireZip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      if (!new String(start, StandardCharsets.ISO_8859_1).equals("PK\3\4")) {
        throw refused("is not a .rawi file: it does not begin as a zip; check the path");
      }
    }
  }

  private ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw new ModelFileException(
          source + ": is not a whole zip (" + e.getMessage() + "): " + DAMAGED, e);
    }
  }

  private ObjectNode readMetadata() throws IOException {
    ZipEntry entry = zip.getEntry(RawiFile.METADATA);
    if (entry == null) {
      throw refused("is not a .rawi file: it is a zip without %s", RawiFile.METADATA);
    }
    byte[] bytes;
    try (var in = stream(entry)) {
      bytes = in.readNBytes(LONGEST_METADATA);
    } catch (IOException e) {
      throw unreadable(RawiFile.METADATA, e);
    }
    var sum = Checksum.of(bytes);
    if (sum.size() != entry.getSize() || sum.crc() != entry.getCrc()) {
      throw refused(
          "%s: checksum is %08x, expected %08x: %s",
          RawiFile.METADATA, sum.crc(), entry.getCrc(), DAMAGED);
    }
    return Json.parseObject(source + ": " + RawiFile.METADATA, bytes);
  }

  private void requireVersion() {
    if (!metadata.path("format").asText().equals(RawiFile.FORMAT)) {
      throw refused("%s: is not the metadata of a .rawi file", RawiFile.METADATA);
    }
    JsonNode version = metadata.path("formatVersion");
    if (!version.isInt() || version.intValue() < 1) {
      throw refused(
          "%s: formatVersion is %s, expected 1 to %d",
          RawiFile.METADATA, version, RawiFile.FORMAT_VERSION);
    }
    if (version.intValue() > RawiFile.FORMAT_VERSION) {
      throw refused(
          "has format version %d, written by Rawi %s; this is Rawi %s, which reads up to version"
              + " %d: update Rawi",
          version.intValue(),
          metadata.path("libraryVersion").asText("of unknown version"),
          RawiFile.libraryVersion(),
          RawiFile.FORMAT_VERSION);
    }
    if (!metadata.path("kind").isTextual() || !metadata.path("entries").isObject()) {
      throw refused("%s: expected the fields kind and entries", RawiFile.METADATA);
    }
  }

  /** The entries of the zip are those of the metadata, each once. */
  private void requireEntries() {
    var there = new HashSet<String>();
    for (ZipEntry entry :
        (Iterable<ZipEntry>) () -> zip.stream().map(e -> (ZipEntry) e).iterator()) {
      boolean known =
          entry.getName().equals(RawiFile.METADATA) || entries().containsKey(entry.getName());
      if (!known || !there.add(entry.getName())) {
        throw refused("%s: was not expected in this file; %s", entry.getName(), DAMAGED);
      }
    }
    for (String name : entries().keySet()) {
      if (!there.contains(name)) {
        throw refused("%s: is missing; %s", name, DAMAGED);
      }
    }
  }

  private Map<String, JsonNode> entries() {
    var entries = new LinkedHashMap<String, JsonNode>();
    metadata.path("entries").properties().forEach(e -> entries.put(e.getKey(), e.getValue()));
    return entries;
  }

  void requireKind(String kind) {
    String found = metadata.path("kind").asText();
    if (!found.equals(kind)) {
      throw refused("is of kind %s, expected %s; choose another file", found, kind);
    }
  }

  /** Compares every entry with its size and checksum in the metadata. */
  void verify() throws IOException {
    for (var entry : entries().entrySet()) {
      String name = entry.getKey();
      try (var in = stream(entry(name))) {
        Checksum.of(in).require(source + ": " + name, entry.getValue());
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
  }

  /** Everything in memory; to be called once {@link #verify} has found it sound. */
  Contents contents() throws IOException {
    var parts = new LinkedHashMap<String, Part>();
    for (String name : entries().keySet()) {
      try (var in = stream(entry(name))) {
        parts.put(name, part(name, in));
      }
    }
    var fields = metadata.deepCopy();
    fields.remove(List.of("format", "formatVersion", "libraryVersion", "kind", "entries"));
    return new Contents(source, metadata.path("kind").asText(), fields, parts);
  }

  private Part part(String name, InputStream in) throws IOException {
    return name.endsWith(Contents.TENSORS)
        ? new Part.Tensors(Safetensors.read(source + ": " + name, in, size(name)))
        : new Part.Bytes(in.readAllBytes());
  }

  private long size(String name) {
    return metadata.path("entries").path(name).path("size").longValue();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused("%s: is missing; %s", name, DAMAGED);
    }
    return entry;
  }

  private InputStream stream(ZipEntry entry) throws IOException {
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw refused("%s: is missing; %s", entry.getName(), DAMAGED);
    }
    return in;
  }

  private ModelFileException unreadable(String entry, IOException cause) {
    return new ModelFileException(
        source + ": " + entry + ": cannot be read (" + cause.getMessage() + "): " + DAMAGED, cause);
  }

  private ModelFileException refused(String format, Object... values) {
    return ModelFileException.in(source, format, values);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

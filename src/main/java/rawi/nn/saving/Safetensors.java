package rawi.nn.saving;

import static rawi.nn.saving.ModelFileException.DAMAGED;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named tensors as a safetensors file (Hugging Face, format of 2022), which other programs read
 * without running any code of it:
 *
 * <pre>
 * 8 bytes    N, the length of the header, little-endian
 * N bytes    JSON: {name: {dtype, shape, data_offsets: [begin, end]}, ..}, padded with spaces
 * the rest   the elements of all tensors, row-major, little-endian, without gaps
 * </pre>
 *
 * <p>Types are F32, F64, I64 and I32. Every bit is kept, also of NaNs. Reading checks that the
 * header fits the data to the last byte; it does not notice altered elements, as the format has no
 * checksum ({@link RawiFile} adds one).
 *
 * @param tensors in their order in the header
 * @param metadata free strings, kept under {@code __metadata__}
 */
public record Safetensors(Map<String, INDArray> tensors, Map<String, String> metadata) {
  /** The longest header that is read: the limit of the format's first implementation. */
  private static final long LONGEST_HEADER = 100_000_000;

  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Tensors without metadata. */
  public static Safetensors of(Map<String, INDArray> tensors) {
    return new Safetensors(tensors, Map.of());
  }

  /**
   * Streams the file's bytes; the same tensors always give the same bytes.
   *
   * @throws IllegalArgumentException naming the tensor whose type the format cannot hold
   */
  public void write(OutputStream out) throws IOException {
    var header = SafetensorsHeader.of(tensors, metadata);
    byte[] json = header.json();
    out.write(length(json.length));
    out.write(json);
    var bytes = new TensorBytes();
    for (var slot : header.byPlace()) {
      INDArray tensor = tensors.get(slot.name());
      if (tensor != null) {
        bytes.write(tensor, slot.type(), out);
      }
    }
  }

  private static byte[] length(long header) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header).array();
  }

  /**
   * Writes a file that is whole or not there: see {@link AtomicFile}.
   *
   * @throws ModelFileException when the folder or the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, this::write, written -> {});
  }

  /**
   * Reads a file.
   *
   * @throws ModelFileException when it is missing, unreadable or not a whole safetensors file
   */
  public static Safetensors read(Path file) {
    AtomicFile.requireReadable(file);
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(file.toString(), in, Files.size(file));
    } catch (IOException e) {
      throw new ModelFileException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads what remains in a buffer, whose position stays where it is.
   *
   * @param source what to call the buffer in the message of a refusal
   */
  public static Safetensors read(String source, ByteBuffer bytes) {
    var rest = bytes.slice();
    try {
      return read(source, new BufferInput(rest), rest.remaining());
    } catch (IOException e) {
      throw new ModelFileException(source + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param size how many bytes the stream holds
   */
  static Safetensors read(String source, InputStream in, long size) throws IOException {
    byte[] length = in.readNBytes(Long.BYTES);
    if (length.length < Long.BYTES) {
      throw ModelFileException.in(
          source, "has %d bytes, expected a safetensors file; %s", size, DAMAGED);
    }
    long header = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long rest = size - Long.BYTES;
    if (header < 0 || header > Math.min(rest, LONGEST_HEADER)) {
      throw ModelFileException.in(
          source,
          "says its header is %s bytes long, expected %d at most: not a safetensors file, or %s",
          Long.toUnsignedString(header),
          Math.min(rest, LONGEST_HEADER),
          DAMAGED);
    }
    byte[] json = in.readNBytes((int) header);
    if (json.length < header) {
      throw ModelFileException.in(source, "ends within its header; %s", DAMAGED);
    }
    return read(new SafetensorsHeaderReader(source).read(json, rest - header), in);
  }

  private static Safetensors read(SafetensorsHeader header, InputStream in) throws IOException {
    var bytes = new TensorBytes();
    var read = new HashMap<String, INDArray>();
    for (var slot : header.byPlace()) {
      read.put(slot.name(), bytes.read(slot.type(), slot.dimensions(), slot.length(), in));
    }
    var tensors = new LinkedHashMap<String, INDArray>();
    for (var slot : header.slots()) {
      tensors.computeIfAbsent(slot.name(), read::get);
    }
    return new Safetensors(tensors, header.metadata());
  }

  /** A buffer as a stream. */
  private static final class BufferInput extends InputStream {
    private final ByteBuffer bytes;

    BufferInput(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length > 0 && !bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(into, offset, count);
      return count;
    }
  }
}

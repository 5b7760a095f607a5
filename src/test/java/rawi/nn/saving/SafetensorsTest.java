package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.nn.AssertArrays.assertBits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SafetensorsTest {
  private static byte[] bytes(Safetensors file) throws IOException {
    var out = new ByteArrayOutputStream();
    file.write(out);
    return out.toByteArray();
  }

  private static byte[] file(String header, int data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static Safetensors read(byte[] bytes) {
    return Safetensors.read("w.safetensors", ByteBuffer.wrap(bytes));
  }

  private static Safetensors roundTrip(Map<String, INDArray> tensors) throws IOException {
    return read(bytes(Safetensors.of(tensors)));
  }

  private static int[] bits(INDArray floats) {
    float[] values = floats.dup('c').data().asFloat();
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  @DisplayName("a file put together by hand, byte by byte, is what is written and what is read")
  void golden() throws IOException {
    String header =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    byte[] golden = file(padded, 16);
    // -2 as a 64-bit integer, then 1.0f and -0.15625f, lowest byte first
    byte[] data = {
      -2, -1, -1, -1, -1, -1, -1, -1, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0x20, (byte) 0xbe
    };
    System.arraycopy(data, 0, golden, golden.length - 16, 16);

    var tensors = new LinkedHashMap<String, INDArray>();
    tensors.put("w", Nd4j.createFromArray(new float[][] {{1}, {-0.15625f}}));
    tensors.put("n", Nd4j.scalar(-2L));
    assertThat(bytes(Safetensors.of(tensors))).isEqualTo(golden);

    var read = read(golden).tensors();
    assertThat(read.keySet()).containsExactly("w", "n");
    assertBits(tensors, read);
    assertThat(read.values())
        .extracting(INDArray::shape)
        .containsExactly(new long[] {2, 1}, new long[0]);
  }

  @Test
  @DisplayName("every bit of float32 comes back: NaN payloads, infinities, denormals, minus zero")
  void bitsOfFloats() throws IOException {
    int[] bits = {
      0x7f800001,
      0x7fc12345,
      0xffffffff,
      0x7f800000,
      0xff800000,
      1,
      0x807fffff,
      0x80000000,
      0x3f9d70a4
    };
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    var read = roundTrip(Map.of("x", Nd4j.createFromArray(values)));
    assertThat(bits(get(read.tensors(), "x"))).isEqualTo(bits);
  }

  @Test
  @DisplayName("every bit of float64 comes back")
  void bitsOfDoubles() throws IOException {
    long[] bits = {
      0x7ff0000000000001L,
      0xfff8123456789abcL,
      0x7ff0000000000000L,
      1,
      0x800fffffffffffffL,
      1L << 63
    };
    double[] values = Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
    var read = roundTrip(Map.of("x", Nd4j.createFromArray(values)));
    double[] back = get(read.tensors(), "x").data().asDouble();
    assertThat(Arrays.stream(back).mapToLong(Double::doubleToRawLongBits).toArray())
        .isEqualTo(bits);
  }

  @Test
  @DisplayName("integers of both widths come back, the extreme ones too")
  void integers() throws IOException {
    var tensors = new LinkedHashMap<String, INDArray>();
    tensors.put("long", Nd4j.createFromArray(Long.MIN_VALUE, -1L, (1L << 53) + 1, Long.MAX_VALUE));
    tensors.put(
        "int", Nd4j.createFromArray(Integer.MIN_VALUE, -1, (1 << 24) + 1, Integer.MAX_VALUE));
    var read = roundTrip(tensors).tensors();
    assertThat(get(read, "long"))
        .extracting(a -> a.data().asLong())
        .isEqualTo(new long[] {Long.MIN_VALUE, -1L, (1L << 53) + 1, Long.MAX_VALUE});
    assertThat(get(read, "int"))
        .extracting(a -> a.data().asInt())
        .isEqualTo(new int[] {Integer.MIN_VALUE, -1, (1 << 24) + 1, Integer.MAX_VALUE});
    assertThat(get(read, "int").dataType()).isEqualTo(DataType.INT32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 262_143, 262_144, 262_145, 700_001, 4_194_304, 4_194_305, 9_000_001})
  @DisplayName("a tensor of one chunk, a chunk and one element, or several chunks comes back")
  void chunks(int length) throws IOException {
    var random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    var x = Nd4j.createFromArray(values);
    assertThat(get(roundTrip(Map.of("x", x)).tensors(), "x").data().asFloat()).isEqualTo(values);
  }

  @Test
  @DisplayName("views, column-major arrays and broadcasts are saved as what they show")
  void views() throws IOException {
    INDArray matrix = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4);
    var tensors = new LinkedHashMap<String, INDArray>();
    tensors.put("columns", matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)));
    tensors.put("rows", matrix.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all()));
    tensors.put("row", matrix.getRow(1));
    tensors.put("column", matrix.getColumn(1));
    tensors.put("everySecond", matrix.getRow(2).get(NDArrayIndex.interval(0, 2, 4)));
    tensors.put("transposed", matrix.transpose());
    tensors.put("fortran", matrix.dup('f'));
    tensors.put("permuted", matrix.reshape(3, 2, 2).permute(2, 0, 1));
    var read = roundTrip(tensors).tensors();
    assertThat(get(read, "columns").data().asFloat()).containsExactly(1, 2, 5, 6, 9, 10);
    assertThat(get(read, "row").data().asFloat()).containsExactly(4, 5, 6, 7);
    assertThat(get(read, "column").data().asFloat()).containsExactly(1, 5, 9);
    assertThat(get(read, "everySecond").data().asFloat()).containsExactly(8, 10);
    assertThat(get(read, "transposed").data().asFloat()).startsWith(0, 4, 8, 1);
    assertThat(get(read, "fortran").data().asFloat()).startsWith(0, 1, 2, 3);
    assertThat(get(read, "permuted").data().asFloat()).startsWith(0, 2, 4, 6);
    assertBits(tensors, read);
    read.forEach((name, x) -> assertThat(x.shape()).as(name).isEqualTo(get(tensors, name).shape()));
    assertThat(get(read, "fortran").ordering()).isEqualTo('c');
  }

  private static INDArray get(Map<String, INDArray> tensors, String name) {
    return Optional.ofNullable(tensors.get(name)).orElseThrow();
  }

  @Test
  @DisplayName("tensors without elements keep their shape, and a file may hold no tensors")
  void empty() throws IOException {
    var tensors = new LinkedHashMap<String, INDArray>();
    tensors.put("none", Nd4j.create(DataType.FLOAT, 0, 3));
    tensors.put("one", Nd4j.scalar(2.5));
    var read = roundTrip(tensors).tensors();
    assertThat(read.keySet()).containsExactly("none", "one");
    assertThat(get(read, "none").shape()).containsExactly(0, 3);
    assertThat(roundTrip(Map.of()).tensors()).isEmpty();
  }

  @Test
  @DisplayName("every element is aligned to its size, whatever the order of the tensors")
  void alignment() throws IOException {
    var tensors = new LinkedHashMap<String, INDArray>();
    tensors.put("a", Nd4j.createFromArray(1f, 2f, 3f));
    tensors.put("b", Nd4j.createFromArray(1.0, 2.0));
    tensors.put("c", Nd4j.createFromArray(7));
    byte[] file = bytes(Safetensors.of(tensors));
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(file, 8, header, StandardCharsets.UTF_8))
        .contains("[2],\"data_offsets\":[0,16]")
        .contains("[3],\"data_offsets\":[16,28]")
        .contains("[1],\"data_offsets\":[28,32]");
    assertThat(read(file).tensors()).isEqualTo(tensors);
  }

  @Test
  @DisplayName("names and metadata in any script come back in their order")
  void metadata() throws IOException {
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("format", "pt");
    metadata.put("لغة", "عربية \"\n\u0000");
    var file = new Safetensors(Map.of("طبقة/kernel:0", Nd4j.scalar(1f)), metadata);
    var read = read(bytes(file));
    assertThat(read).isEqualTo(file);
    assertThat(read.metadata().keySet()).containsExactly("format", "لغة");
  }

  @Test
  @DisplayName(
      "a type that the format cannot hold, and the reserved name, are refused when writing")
  void refusedTensors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes(Safetensors.of(Map.of("m", Nd4j.create(DataType.BOOL, 2)))))
        .withMessage("tensor 'm' is of type BOOL, expected FLOAT, DOUBLE, LONG or INT: cast it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes(Safetensors.of(Map.of("__metadata__", Nd4j.scalar(1f)))))
        .withMessage("no tensor can be named __metadata__: rename it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | holds 8 bytes of data, expected 0
          {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}} | holds 8 bytes of data, expected 12
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | holds 8 bytes of data, expected 4
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | tensor 'w' begins at byte 4 of the data, expected 0: it leaves a gap
          {"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | tensor 'w' begins at byte 4 of the data, expected 8: it overlaps the one before
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | data_offsets [8, 0] do not hold F32 of [2], 4 bytes each
          {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | data_offsets [0, 8] do not hold F32 of [3], 4 bytes each
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}} | data_offsets [0, 8] do not hold F32 of [1], 4 bytes each
          {"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}} | do not hold F32 of [4611686018427387904, 4]
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}} | data_offsets is [-8,0], expected a list of numbers from 0
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}} | data_offsets is [0, 8, 9], expected begin and end
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}} | data_offsets is [0,8.5], expected a list of numbers from 0
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}} | expected a list of numbers from 0
          {"w":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | shape is 2, expected a list of numbers from 0
          {"w":{"dtype":"F32","data_offsets":[0,8]}} | shape is missing, expected a list of numbers from 0
          {"w":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}} | header: tensor 'w': dtype is "F16", expected F32, F64, I64 or I32
          {"w":{"shape":[2],"data_offsets":[0,8]}} | dtype is missing, expected F32, F64, I64 or I32
          {"w":7} | tensor 'w': dtype is missing
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | Duplicate field 'w'
          {"__metadata__":{"a":1},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | __metadata__ 'a' is 1, expected a string
          {"__metadata__":[],"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | __metadata__ is no JSON object
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]} | expected JSON, got an error at byte
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {} | expected JSON, got an error at byte
          [1] | expected a JSON object
          ` ` | expected JSON
          {"w\\n":{"dtype":"?"}} | tensor 'w ': dtype is "?"
          """)
  @DisplayName("a header that does not fit its data is refused in one line")
  void malformedHeaders(String header, String expected) {
    assertThatThrownBy(() -> read(file(header, 8)))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith("w.safetensors: ")
        .hasMessageContaining(expected)
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("more dimensions than a tensor can have are refused")
  void tooManyDimensions() {
    String shape = "1,".repeat(40) + "2";
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[0,8]}}";
    assertThatThrownBy(() -> read(file(header, 8)))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("has 41 dimensions, expected 32 at most");
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  @DisplayName("a header length that lies is refused before anything is read")
  void headerLength(long length) {
    byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(
            "w.safetensors: says its header is "
                + Long.toUnsignedString(length)
                + " bytes long, expected 8 at most: not a safetensors file, or ");
  }

  @Test
  @DisplayName("cut short anywhere it is refused, and so is anything after its end")
  void cutShort() throws IOException {
    byte[] whole = bytes(Safetensors.of(Map.of("w", Nd4j.createFromArray(1f, 2f, 3f))));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d bytes", length)
          .isInstanceOf(ModelFileException.class)
          .message()
          .hasLineCount(1);
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("holds 13 bytes of data, expected 12");
  }

  @Test
  @DisplayName("a file is written whole and read back; a buffer is read from its position")
  void filesAndBuffers(@TempDir Path folder) throws IOException {
    var saved = Safetensors.of(Map.of("w", Nd4j.createFromArray(1f, 2f, 3f)));
    Path file = folder.resolve("w.safetensors");
    saved.write(file);
    assertThat(Safetensors.read(file)).isEqualTo(saved);

    byte[] bytes = Files.readAllBytes(file);
    var buffer = ByteBuffer.allocateDirect(bytes.length + 5).position(5).put(bytes).position(5);
    assertThat(Safetensors.read("buffer", buffer)).isEqualTo(saved);
    assertThat(buffer.position()).isEqualTo(5);

    Path missing = folder.resolve("missing.safetensors");
    assertThatThrownBy(() -> Safetensors.read(missing))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(missing + ": no such file; check the path");
  }
}

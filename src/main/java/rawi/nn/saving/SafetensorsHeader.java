package rawi.nn.saving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What stands before the data of a safetensors file: which tensor lies where, and free metadata.
 *
 * @param slots in the order of the header, which need not be that of the data
 * @param metadata what stands under {@code __metadata__}
 */
record SafetensorsHeader(List<Slot> slots, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  /** The place of one tensor: its bytes are begin (inclusive) to end (exclusive) of the data. */
  record Slot(String name, TensorType type, List<Long> shape, long begin, long end) {
    long[] dimensions() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }

    long length() {
      return (end - begin) / type.bytes();
    }
  }

  /** Wide elements come first in the data, so that each element is aligned to its own size. */
  static SafetensorsHeader of(Map<String, INDArray> tensors, Map<String, String> metadata) {
    var places = new LinkedHashMap<String, Slot>();
    long[] end = {0};
    tensors.forEach((name, tensor) -> places.put(name, slot(name, tensor)));
    places.values().stream()
        .sorted(Comparator.comparing(slot -> -slot.type.bytes()))
        .toList()
        .forEach(
            slot -> {
              long begin = end[0];
              end[0] += slot.end;
              places.put(slot.name, new Slot(slot.name, slot.type, slot.shape, begin, end[0]));
            });
    return new SafetensorsHeader(List.copyOf(places.values()), metadata);
  }

  private static Slot slot(String name, INDArray tensor) {
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException("no tensor can be named " + METADATA + ": rename it");
    }
    var type =
        TensorType.of(tensor.dataType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "tensor '%s' is of type %s, expected FLOAT, DOUBLE, LONG or INT: cast it"
                            .formatted(name, tensor.dataType())));
    var shape = Arrays.stream(tensor.shape()).boxed().toList();
    return new Slot(name, type, shape, 0, tensor.length() * type.bytes());
  }

  /** The slots in the order of the data. */
  List<Slot> byPlace() {
    return slots.stream().sorted(Comparator.comparing(Slot::begin)).toList();
  }

  /** Bytes of all tensors together. */
  long dataSize() {
    return slots.stream().mapToLong(Slot::end).max().orElse(0);
  }

  byte[] json() {
    var json = Json.object();
    if (!metadata.isEmpty()) {
      metadata.forEach(json.putObject(METADATA)::put);
    }
    for (var slot : slots) {
      var entry = json.putObject(slot.name);
      entry.put("dtype", slot.type.name());
      slot.shape.forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(slot.begin).add(slot.end);
    }
    byte[] text = Json.compact(json);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}

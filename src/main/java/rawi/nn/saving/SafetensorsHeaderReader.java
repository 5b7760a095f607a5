package rawi.nn.saving;

import static rawi.nn.saving.ModelFileException.DAMAGED;
import static rawi.nn.saving.SafetensorsHeader.METADATA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rawi.nn.saving.SafetensorsHeader.Slot;

/** Reads the header of a safetensors file and refuses one that does not fit the data. */
final class SafetensorsHeaderReader {
  /** ND4J's limit. */
  private static final int HIGHEST_RANK = 32;

  private final String source;

  /**
   * @param source the file, for the message of a refusal
   */
  SafetensorsHeaderReader(String source) {
    this.source = source;
  }

  /**
   * @param dataSize how many bytes follow the header
   */
  SafetensorsHeader read(byte[] bytes, long dataSize) {
    ObjectNode json = Json.parseObject(source + ": header", bytes);
    var metadata = new LinkedHashMap<String, String>();
    var slots = new ArrayList<Slot>();
    json.properties()
        .forEach(
            field -> {
              if (field.getKey().equals(METADATA)) {
                readMetadata(field.getValue(), metadata);
              } else {
                slots.add(readSlot(field.getKey(), field.getValue()));
              }
            });
    requireWhole(slots, dataSize);
    return new SafetensorsHeader(List.copyOf(slots), metadata);
  }

  private void readMetadata(JsonNode json, Map<String, String> metadata) {
    if (!json.isObject()) {
      throw ModelFileException.in(source, "header: %s is no JSON object; %s", METADATA, DAMAGED);
    }
    json.properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                throw ModelFileException.in(
                    source,
                    "header: %s '%s' is %s, expected a string",
                    METADATA,
                    field.getKey(),
                    shown(field.getValue()));
              }
              metadata.put(field.getKey(), field.getValue().textValue());
            });
  }

  private Slot readSlot(String name, JsonNode json) {
    String where = source + ": header: tensor '" + name + "'";
    JsonNode dtype = json.path("dtype");
    var type =
        TensorType.named(dtype.asText())
            .orElseThrow(
                () ->
                    ModelFileException.in(
                        where,
                        "dtype is %s, expected F32, F64, I64 or I32; convert the file first",
                        shown(dtype)));
    List<Long> shape = naturals(where, "shape", json.path("shape"));
    List<Long> offsets = naturals(where, "data_offsets", json.path("data_offsets"));
    if (offsets.size() != 2) {
      throw ModelFileException.in(
          where, "data_offsets is %s, expected begin and end; %s", offsets, DAMAGED);
    }
    if (shape.size() > HIGHEST_RANK) {
      throw ModelFileException.in(
          where, "has %d dimensions, expected %d at most", shape.size(), HIGHEST_RANK);
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (!holds(shape, type.bytes(), begin, end)) {
      throw ModelFileException.in(
          where,
          "data_offsets %s do not hold %s of %s, %d bytes each; %s",
          offsets,
          type,
          shape,
          type.bytes(),
          DAMAGED);
    }
    return new Slot(name, type, shape, begin, end);
  }

  private static boolean holds(List<Long> shape, int bytes, long begin, long end) {
    try {
      long size = shape.stream().reduce((long) bytes, Math::multiplyExact);
      return end - begin == size;
    } catch (ArithmeticException tooLarge) {
      return false;
    }
  }

  private static List<Long> naturals(String where, String field, JsonNode json) {
    var numbers = new ArrayList<Long>();
    for (JsonNode number : json) {
      if (number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0) {
        numbers.add(number.longValue());
      }
    }
    if (!json.isArray() || numbers.size() != json.size()) {
      throw ModelFileException.in(
          where, "%s is %s, expected a list of numbers from 0; %s", field, shown(json), DAMAGED);
    }
    return List.copyOf(numbers);
  }

  /** Every byte of the data belongs to exactly one tensor, as the format demands. */
  private void requireWhole(List<Slot> slots, long dataSize) {
    long end = 0;
    for (var slot : byPlaceAndSize(slots)) {
      if (slot.begin() != end) {
        throw ModelFileException.in(
            source,
            "header: tensor '%s' begins at byte %d of the data, expected %d: it %s; %s",
            slot.name(),
            slot.begin(),
            end,
            slot.begin() < end ? "overlaps the one before" : "leaves a gap",
            DAMAGED);
      }
      end = slot.end();
    }
    if (end != dataSize) {
      throw ModelFileException.in(
          source, "holds %d bytes of data, expected %d; %s", dataSize, end, DAMAGED);
    }
  }

  /** An empty tensor may begin where the next one does. */
  private static List<Slot> byPlaceAndSize(List<Slot> slots) {
    return slots.stream()
        .sorted(Comparator.comparing(Slot::begin).thenComparing(Slot::end))
        .toList();
  }

  private static String shown(JsonNode json) {
    String text = json.isMissingNode() ? "missing" : json.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}

package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Junction;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Any model as a {@code .rawi} file, and its weights alone as a safetensors file.
 *
 * <pre>
 * config.json          spec: the layers; inputs: shapes; dataType; frozen: names of weights
 * weights.safetensors  the values, by name
 * </pre>
 */
public final class ModelFile {
  /** The kind of these files. */
  public static final String KIND = "model";

  private static final String SPEC = "spec";
  private static final String INPUTS = "inputs";
  private static final String DATA_TYPE = "dataType";
  private static final String FROZEN = "frozen";

  private final SpecTypes types;

  private ModelFile(SpecTypes types) {
    this.types = types;
  }

  /** Files of models that are made of these types. */
  public static ModelFile of(SpecTypes types) {
    return new ModelFile(types);
  }

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @throws IllegalArgumentException naming a layer whose type is not registered
   * @throws ModelFileException if the file cannot be written
   */
  public void write(Path file, Network network) {
    RawiFile.write(file, contents(network));
  }

  /**
   * A model as what a file holds, for those who keep more in it.
   *
   * @throws IllegalArgumentException naming a layer whose type is not registered
   */
  public Contents contents(Network network) {
    ObjectNode config = Json.object();
    config.set(SPEC, new SpecJson(types).write(network.spec()));
    var inputs = config.putArray(INPUTS);
    network.inputs().forEach(shape -> inputs.add(SpecJson.write(shape)));
    config.put(DATA_TYPE, dataType(network).name().toLowerCase(Locale.ROOT));
    var frozen = config.putArray(FROZEN);
    network.parameters().stream().filter(Parameter::frozen).forEach(p -> frozen.add(p.name()));
    return Contents.of(KIND)
        .withJson(Contents.CONFIG, config)
        .withTensors(Contents.WEIGHTS, network.weights());
  }

  private static DataType dataType(Network network) {
    return network.parameters().stream()
        .findFirst()
        .map(p -> p.value().dataType())
        .orElse(DataType.FLOAT);
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if the file is not a whole model of a known version, has a layer of
   *     an unknown type, or a weight is missing or of another shape
   */
  public Network read(Path file) {
    return network(file.toString(), RawiFile.read(file, KIND));
  }

  /**
   * The model in what a file holds.
   *
   * @param source the file, for the message of a refusal
   */
  public Network network(String source, Contents contents) {
    String where = source + ": " + Contents.CONFIG;
    JsonNode config = contents.json(Contents.CONFIG);
    try {
      Junction.Spec spec = new SpecJson(types).read(where + ": " + SPEC, config.path(SPEC));
      List<Shape> inputs = shapes(where, config.path(INPUTS));
      Network network =
          Network.of(spec, inputs, Weights.undrawn(type(where, config.path(DATA_TYPE))));
      load(source + ": " + Contents.WEIGHTS, network, contents.tensors(Contents.WEIGHTS));
      freeze(where, network, config.path(FROZEN));
      return network;
    } catch (ModelFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new ModelFileException(
          message.startsWith(source) ? message : where + ": " + message, e);
    }
  }

  private List<Shape> shapes(String where, JsonNode json) {
    List<Shape> shapes = new ArrayList<>();
    for (JsonNode shape : json) {
      shapes.add((Shape) new SpecReader(types).read(where + ": " + INPUTS, shape, Shape.class));
    }
    return shapes;
  }

  private static DataType type(String where, JsonNode json) {
    return switch (json.asText()) {
      case "float" -> DataType.FLOAT;
      case "double" -> DataType.DOUBLE;
      default ->
          throw ModelFileException.in(where, "%s is %s, expected float or double", DATA_TYPE, json);
    };
  }

  private static void load(String where, Network network, Map<String, INDArray> weights) {
    try {
      network.load(weights);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(where + ": " + e.getMessage(), e);
    }
  }

  private static void freeze(String where, Network network, JsonNode names) {
    for (JsonNode name : names) {
      network.parameters().stream()
          .filter(p -> p.name().equals(name.asText()))
          .findFirst()
          .orElseThrow(
              () -> ModelFileException.in(where, "%s names %s, which is no weight", FROZEN, name))
          .setTrainable(false);
    }
  }

  /**
   * Writes the weights alone, as a safetensors file.
   *
   * @throws ModelFileException if the file cannot be written
   */
  public static void writeWeights(Path file, Network network) {
    Safetensors.of(network.weights()).write(file);
  }

  /**
   * Gives a network the weights of a safetensors file.
   *
   * @throws ModelFileException if it is no such file, or its weights are not those of the network
   */
  public static void readWeights(Path file, Network network) {
    load(file.toString(), network, Safetensors.read(file).tensors());
  }
}

package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Parameter;

/**
 * A model that Keras wrote: its weights in order, inputs and what Keras computed from them.
 *
 * @param weights for each layer that has some, its arrays
 */
record KerasModel(List<List<INDArray>> weights, List<INDArray> inputs, List<INDArray> outputs) {
  static KerasModel read(String name) {
    try (InputStream h5 = open(name + ".legacy_weights.h5");
        InputStream io = open(name + ".io.json");
        HdfFile file = HdfFile.fromInputStream(h5)) {
      JsonNode json = new ObjectMapper().readTree(io);
      return new KerasModel(weights(file), arrays(json.get("inputs")), arrays(json.get("outputs")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<INDArray> arrays(JsonNode json) {
    List<INDArray> all = new ArrayList<>();
    json.forEach(one -> all.add(array(one)));
    return all;
  }

  /** The only input. */
  INDArray input() {
    return inputs.get(0);
  }

  /** The only output. */
  INDArray output() {
    return outputs.get(0);
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(
        KerasModel.class.getResourceAsStream("/golden/keras/" + file), file);
  }

  private static List<List<INDArray>> weights(HdfFile file) {
    List<List<INDArray>> all = new ArrayList<>();
    for (String layer : names(file, "layer_names")) {
      Group group = (Group) file.getChild(layer);
      List<INDArray> arrays = new ArrayList<>();
      for (String weight : names(group, "weight_names")) {
        arrays.add(array((Dataset) group.getByPath(weight)));
      }
      if (!arrays.isEmpty()) {
        all.add(arrays);
      }
    }
    return all;
  }

  private static String[] names(Node node, String attribute) {
    Attribute names = node.getAttribute(attribute);
    return names.isEmpty() ? new String[0] : (String[]) names.getData();
  }

  private static INDArray array(Dataset data) {
    long[] shape = Arrays.stream(data.getDimensions()).asLongStream().toArray();
    return Nd4j.createFromArray((float[]) data.getDataFlat()).reshape(shape);
  }

  private static INDArray array(JsonNode json) {
    long[] shape = new ObjectMapper().convertValue(json.get("shape"), long[].class);
    return json.get("dtype").asText().equals("int32")
        ? Nd4j.createFromArray(new ObjectMapper().convertValue(json.get("data"), int[].class))
            .reshape(shape)
        : Nd4j.createFromArray(new ObjectMapper().convertValue(json.get("data"), float[].class))
            .reshape(shape);
  }

  /** Gives the weights of layers [from, to) to these parameters, in order. */
  void load(int from, int to, List<Parameter> parameters) {
    List<INDArray> arrays = weights.subList(from, to).stream().flatMap(List::stream).toList();
    assertEquals(arrays.size(), parameters.size(), "number of arrays");
    for (int i = 0; i < arrays.size(); i++) {
      INDArray value = parameters.get(i).value();
      assertArrayEquals(arrays.get(i).shape(), value.shape(), parameters.get(i).name());
      value.assign(arrays.get(i));
    }
  }
}

package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.models.KnownTypes;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

class ModelFileTest {
  /** Two outputs out of one input: itself, and itself again. */
  record Fork(double scale, Optional<String> note) implements Junction.Spec {
    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public Junction build(List<Shape> inputs, Weights weights) {
      return (in, context) ->
          new JunctionPass(List.of(in.get(0), in.get(0)), d -> List.of(Optional.empty()));
    }
  }

  private static final SpecTypes TYPES = KnownTypes.all().with(Fork.class);
  private static final ModelFile FILES = ModelFile.of(TYPES);
  private static final Signal IDS =
      Signal.of(Nd4j.createFromArray(new int[][] {{4, 2, 4, 0}, {1, 0, 0, 0}}));
  private static final Signal NUMBERS =
      Signal.of(GradientCheck.random(1, 2, 3).castTo(DataType.FLOAT));

  @TempDir private Path folder;

  /** Shared layers, given names, a nested model, two inputs and three outputs. */
  private static Network graph() {
    Node ids = Node.input("ids", Shape.of(Shape.ANY));
    Node numbers = Node.input("numbers", Shape.of(3));
    Node z = Node.input("z", Shape.of(4));
    Layer.Spec shared = new Dense(4);
    Model inner =
        Model.of(z, z.then(Sequential.of(new Dropout(0.25), new Dense(2))).then(new Dense(4)));
    Node read =
        ids.then(new Embedding(6, 4, true))
            .then(new Bidirectional(LSTM.of(2).with(o -> o.returnSequences(true))))
            .then(new GlobalMaxPooling1D())
            .then(shared);
    Node counted = numbers.then(new Dense(4).named("widen")).then(shared);
    List<Node> fork = Node.joinAll(new Fork(1.0 / 3, Optional.of("é\n")), counted.then(inner));
    return Network.of(
        new Model(List.of(numbers, ids), List.of(fork.get(1), read, fork.get(0))),
        new Weights(5, DataType.FLOAT));
  }

  private static List<INDArray> run(Network network, Signal... inputs) {
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    return network.forward(List.of(inputs), context).outputs().stream()
        .map(Signal::values)
        .toList();
  }

  private Path written(Network network) {
    Path file = folder.resolve("m.rawi");
    FILES.write(file, network);
    return file;
  }

  private static List<String> names(Network network) {
    return network.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  @DisplayName("a graph is read as it was: outputs bit for bit, names, what was frozen")
  void graphs() {
    Network network = graph();
    network.part("model").setTrainable(false);
    Network read = FILES.read(written(network));
    assertBits(run(network, NUMBERS, IDS), run(read, NUMBERS, IDS));
    assertEquals(names(network), names(read));
    assertEquals(List.of("numbers", "ids"), read.inputNames());
    assertEquals(network.outputNames(), read.outputNames());
    assertEquals(
        network.parameters().stream().map(Parameter::trainable).toList(),
        read.parameters().stream().map(Parameter::trainable).toList());
    Fork fork = (Fork) read.part("fork").spec();
    assertEquals(new Fork(1.0 / 3, Optional.of("é\n")), fork);
  }

  @Test
  @DisplayName("writing what was read gives the same bytes")
  void again() throws IOException {
    Path file = written(graph());
    Path second = folder.resolve("again.rawi");
    FILES.write(second, FILES.read(file));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(second));
  }

  @Test
  @DisplayName("a Sequential equals itself after reading; double precision stays")
  void sequential() {
    Sequential spec = Sequential.of(new Dense(3).named("first"), new Dropout(0.1), new Dense(2));
    Network network = Network.of(spec, Shape.of(3), new Weights(5, DataType.DOUBLE));
    Network read = FILES.read(written(network));
    assertEquals(spec, read.spec());
    assertBits(network.weights(), read.weights());
    assertEquals(DataType.DOUBLE, read.parameters().get(0).value().dataType());
  }

  @Test
  @DisplayName("a network that is part of another is saved within it")
  void reused() {
    Node a = Node.input("a", Shape.of(3));
    Network base = Network.of(Model.of(a, a.then(new Dense(4))), new Weights(2, DataType.FLOAT));
    Node b = Node.input("b", Shape.of(3));
    Network whole =
        Network.of(
            Model.of(b, b.then(base.reused().named("base")).then(new Dense(2))),
            new Weights(3, DataType.FLOAT));
    Network read = FILES.read(written(whole));
    assertEquals(names(whole), names(read));
    assertBits(run(whole, NUMBERS), run(read, NUMBERS));
  }

  private String refusal(Consumer<ObjectNode> change) {
    Contents contents = RawiFile.read(written(graph()));
    ObjectNode config = (ObjectNode) contents.json(Contents.CONFIG);
    change.accept(config);
    return refusal(contents.withJson(Contents.CONFIG, config));
  }

  private String refusal(Contents contents) {
    Path file = folder.resolve("changed.rawi");
    RawiFile.write(file, contents);
    String message =
        String.valueOf(assertThrows(ModelFileException.class, () -> FILES.read(file)).getMessage());
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring((file + ": ").length());
  }

  private static ObjectNode at(ObjectNode json, String path) {
    return (ObjectNode) json.at(path);
  }

  @Test
  @DisplayName("what this version does not know is refused by its place in the file")
  void foreign() {
    assertThat(refusal(c -> at(c, "/spec/layers/dense").put("type", "Transformer")))
        .startsWith("config.json: spec.layers.dense: type 'Transformer' is unknown; known are ")
        .contains(" Dense, ", " LSTM, ", " Conv2D, ")
        .doesNotContain("Constant")
        .endsWith("; a newer version may know it, or it must be registered with SpecTypes.with");
    assertThat(refusal(c -> at(c, "/spec/layers/dense").put("type", "Constant")))
        .startsWith(
            "config.json: spec.layers.dense: a Constant cannot stand here; expected one of");
    assertEquals(
        "config.json: spec.layers.fork: Fork has no 'size', only scale, note; it was written by"
            + " another version",
        refusal(c -> at(c, "/spec/layers/fork").put("size", 3)));
    assertEquals(
        "config.json: spec.layers.dense: 'units' is missing; it was written by another version",
        refusal(c -> at(c, "/spec/layers/dense").remove("units")));
    assertEquals(
        "config.json: spec.layers.dense.units: expected a whole number, got \"4\"",
        refusal(c -> at(c, "/spec/layers/dense").put("units", "4")));
    assertEquals(
        "config.json: spec.layers.dense: Dense: expected units of at least 1, got 0",
        refusal(c -> at(c, "/spec/layers/dense").put("units", 0)));
    assertEquals(
        "config.json: dataType is \"half\", expected float or double",
        refusal(c -> c.put("dataType", "half")));
  }

  @Test
  @DisplayName("a cycle, and what is taken but not there, are refused by name")
  void wiring() {
    assertEquals(
        "config.json: spec: layer 'dense' takes from itself, through dense[0] from widen[0]: a"
            + " graph has no cycle",
        refusal(c -> call(c, "widen").put("layer", "dense")));
    assertEquals(
        "config.json: spec: nothing[0][0] is taken, but there is no such call; there are inputs"
            + " [numbers, ids] and layers [widen, embedding, dense, bidirectional, model,"
            + " global_max_pooling1d, fork]",
        refusal(c -> call(c, "widen").put("layer", "nothing")));
    assertEquals(
        "config.json: spec: widen[0][1]: the layer has 1 outputs, counted from 0",
        refusal(c -> call(c, "dense").put("layer", "widen").put("output", 1)));
    assertEquals(
        "config.json: spec: model: no output depends on input 'ids': leave it out or connect it",
        refusal(
            c -> {
              ObjectNode output = at(c, "/spec/outputs/1");
              output.setAll(at(c, "/spec/outputs/0"));
            }));
  }

  /** The first source of the only call of a layer, or of the last. */
  private static ObjectNode call(ObjectNode config, String layer) {
    ObjectNode found = config;
    for (JsonNode call : config.at("/spec/calls")) {
      if (call.path("layer").asText().equals(layer)) {
        found = (ObjectNode) call.at("/from/0");
      }
    }
    return found;
  }

  @Test
  @DisplayName("a missing weight, one too many and one of another shape are refused by name")
  void weights() {
    Contents contents = RawiFile.read(written(graph()));
    Map<String, INDArray> weights = new LinkedHashMap<>(contents.tensors(Contents.WEIGHTS));
    INDArray bias = weights.remove("widen/bias");
    assertTrue(
        refusal(contents.withTensors(Contents.WEIGHTS, weights))
            .startsWith("weights.safetensors: no weight is named widen/bias; there are"));
    weights.put("widen/bias", bias.reshape(2, 2));
    assertEquals(
        "weights.safetensors: widen/bias: expected (4), got (2, 2)",
        refusal(contents.withTensors(Contents.WEIGHTS, weights)));
    weights.put("widen/bias", bias);
    weights.put("extra", bias);
    assertEquals(
        "weights.safetensors: the model has no weight extra",
        refusal(contents.withTensors(Contents.WEIGHTS, weights)));
  }

  @Test
  @DisplayName("a layer of a type that is not registered is refused when the model is written")
  void unregistered() {
    Path file = folder.resolve("m.rawi");
    assertEquals(
        "Fork cannot be saved: its type is not registered; add it with SpecTypes.with",
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelFile.of(KnownTypes.all()).write(file, graph()))
            .getMessage());
    assertTrue(Files.notExists(file));
  }

  @Test
  @DisplayName("weights alone go to a safetensors file as its public description has it, and back")
  void weightsAlone() throws IOException {
    Network network = graph();
    Path file = folder.resolve("m.safetensors");
    ModelFile.writeWeights(file, network);
    // read here by the format's description alone: length, JSON header, data
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    byte[] header = new byte[length];
    bytes.get(header);
    JsonNode json = new ObjectMapper().readTree(new String(header, StandardCharsets.UTF_8));
    assertEquals('{', header[0]);
    assertEquals(network.parameters().size(), json.size());
    for (Parameter p : network.parameters()) {
      JsonNode entry = json.path(p.name());
      assertEquals("F32", entry.path("dtype").asText());
      assertEquals(p.shape().dims().toString(), entry.path("shape").toString().replace(",", ", "));
      int begin = entry.at("/data_offsets/0").asInt();
      assertEquals(p.size() * 4, entry.at("/data_offsets/1").asInt() - begin);
      assertEquals(p.value().ravel().getFloat(0), bytes.getFloat(8 + length + begin));
    }
    Network other = graph();
    other.parameters().forEach(p -> p.value().assign(0));
    ModelFile.readWeights(file, other);
    assertBits(network.weights(), other.weights());
    String message =
        String.valueOf(
            assertThrows(
                    ModelFileException.class,
                    () ->
                        ModelFile.readWeights(
                            file,
                            Network.of(new Dense(2), Shape.of(2), new Weights(1, DataType.FLOAT))))
                .getMessage());
    assertTrue(message.startsWith(file + ": no weight is named kernel; there are "), message);
  }
}

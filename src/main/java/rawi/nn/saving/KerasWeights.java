package rawi.nn.saving;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Part;
import rawi.nn.Shape;
import rawi.nn.backend.Arena;

/**
 * A weight file of Keras in HDF5: the layout of the published ImageNet weights, or a whole model
 * saved as {@code .h5}. For each layer it has the arrays in Keras's order, which is also the order
 * of a Rawi layer's parameters; they are read one layer at a time.
 *
 * <pre>{@code
 * Network network = Network.of(Applications.RESNET50.model(), Weights.undrawn(DataType.FLOAT));
 * new KerasWeights(path).loadByName(network);
 * }</pre>
 *
 * @param file the path of the file
 */
public record KerasWeights(Path file) {
  private static final String LAYERS = "layer_names";
  private static final String ARRAYS = "weight_names";
  private static final String WHOLE_MODEL = "model_weights";
  private static final int NAMED = 8; // layers at most, in a message
  private static final long SIGNATURE = 0x0a1a0a0d46444889L; // of HDF5, little-endian
  private static final int VERSION = 8; // where it stands
  private static final int HEAD = 52; // bytes that hold the length in every version

  /** One layer of the file: its name and how to read its arrays. */
  private record Stored(String name, List<Dataset> arrays) {}

  /**
   * Gives every layer of a network the arrays that the file has for the layer of its name.
   *
   * @throws ModelFileException if the file is no such file, has no arrays for a layer, has arrays
   *     for a layer that the network does not have, or arrays of other shapes; nothing has changed
   *     then
   */
  public void loadByName(Network network) {
    load(network, true, false);
  }

  /**
   * The same, for a network that ends before the file's last layers: layers that only the file has
   * are left.
   *
   * @return the names of the layers that were left
   */
  public List<String> loadWithoutTop(Network network) {
    return load(network, true, true);
  }

  /**
   * Gives the layers of a network that have weights those of the file's, the first to the first and
   * so on, whatever their names, as Keras does: for files of networks whose layers are numbered.
   *
   * @throws ModelFileException as {@link #loadByName}
   */
  public void loadByOrder(Network network) {
    load(network, false, false);
  }

  private List<String> load(Network network, boolean byName, boolean moreAllowed) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFileException(file + ": there is no such file");
    }
    requireWhole();
    try (HdfFile hdf = new HdfFile(file)) {
      List<Stored> stored = layers(hdf);
      List<Part> parts = network.parts().stream().filter(p -> !p.parameters().isEmpty()).toList();
      Map<Part, Stored> pairs = byName ? byName(parts, stored) : inOrder(parts, stored);
      List<String> left =
          stored.stream().filter(s -> !pairs.containsValue(s)).map(Stored::name).toList();
      if (!left.isEmpty() && !moreAllowed) {
        throw refused(
            "has weights for %s, which the network does not have; build the one that the file was made for",
            listed(left));
      }
      pairs.forEach(this::check);
      pairs.values().forEach(KerasWeights::requireReadable);
      pairs.forEach(KerasWeights::read);
      return left;
    } catch (ModelFileException e) {
      throw e;
    } catch (RuntimeException e) { // a damaged file makes the reader fail in many ways
      throw new ModelFileException(
          "%s: expected a whole HDF5 file of Keras's weights: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Refuses what is cut short: what is missing may be what nobody looks at, or an array's end. The
   * first bytes of an HDF5 file say how long it is.
   */
  private void requireWhole() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(head, 0);
      if (head.position() < HEAD || head.getLong(0) != SIGNATURE) {
        throw refused("expected an HDF5 file of Keras's weights, got something else");
      }
      int version = head.get(VERSION);
      long length = head.getLong(version == 0 ? 40 : version == 1 ? 44 : 28);
      if (channel.size() < length) {
        throw refused(
            "is cut short: expected %d bytes, got %d; copy it again", length, channel.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private Map<Part, Stored> byName(List<Part> parts, List<Stored> stored) {
    Map<String, Stored> byName =
        stored.stream().collect(Collectors.toMap(Stored::name, s -> s, (a, b) -> b));
    List<String> missing =
        parts.stream().map(Part::name).filter(name -> !byName.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw refused(
          "has no weights for %s; it has %s",
          listed(missing), listed(stored.stream().map(Stored::name).toList()));
    }
    Map<Part, Stored> pairs = new LinkedHashMap<>();
    parts.forEach(
        part -> Optional.ofNullable(byName.get(part.name())).ifPresent(s -> pairs.put(part, s)));
    return pairs;
  }

  private Map<Part, Stored> inOrder(List<Part> parts, List<Stored> stored) {
    if (parts.size() != stored.size()) {
      throw refused(
          "expected %s layers with weights, as the network has, got %s",
          parts.size() + "", stored.size() + "");
    }
    Map<Part, Stored> pairs = new LinkedHashMap<>();
    IntStream.range(0, parts.size()).forEach(i -> pairs.put(parts.get(i), stored.get(i)));
    return pairs;
  }

  private void check(Part part, Stored stored) {
    List<Shape> wanted = part.parameters().stream().map(Parameter::shape).toList();
    List<Shape> got = stored.arrays.stream().map(KerasWeights::shape).toList();
    if (!wanted.equals(got)) {
      throw refused("layer '%s': expected arrays of shape %s, got %s", part.name(), wanted, got);
    }
    for (Dataset array : stored.arrays) {
      if (array.getJavaType() != float.class && array.getJavaType() != double.class) {
        throw refused(
            "layer '%s': expected floating-point numbers, got %s",
            part.name(), array.getJavaType());
      }
    }
  }

  /** Reads everything once for nothing, so that a damaged file leaves the network as it was. */
  private static void requireReadable(Stored stored) {
    stored.arrays.forEach(Dataset::getDataFlat);
  }

  /** One array at a time: all of them together are as large as the network. */
  private static void read(Part part, Stored stored) {
    for (int i = 0; i < part.parameters().size(); i++) {
      Parameter parameter = part.parameters().get(i);
      Dataset data = stored.arrays.get(i);
      INDArray values = Arena.outside(() -> array(data));
      parameter.load(values.castTo(parameter.value().dataType()));
      values.close();
    }
  }

  private static INDArray array(Dataset data) {
    Object flat = data.getDataFlat();
    INDArray values =
        flat instanceof double[] doubles
            ? Nd4j.createFromArray(doubles)
            : Nd4j.createFromArray((float[]) flat);
    return values.reshape('c', Arrays.stream(data.getDimensions()).asLongStream().toArray());
  }

  private static Shape shape(Dataset data) {
    return Shape.of(Arrays.stream(data.getDimensions()).asLongStream().toArray());
  }

  /** The layers that have arrays, in the file's order. */
  private List<Stored> layers(HdfFile hdf) {
    Group root = hdf;
    if (names(hdf, LAYERS).isEmpty() && hdf.getChildren().get(WHOLE_MODEL) instanceof Group whole) {
      root = whole;
    }
    List<String> names =
        names(root, LAYERS)
            .orElseThrow(
                () ->
                    refused(
                        "expected the attribute %s, which Keras's weight files have; save the model's weights in the layout of .h5 of Keras",
                        LAYERS));
    List<Stored> all = new ArrayList<>();
    for (String name : names) {
      if (!(root.getChildren().get(name) instanceof Group layer)) {
        throw refused("expected a group for layer '%s', got none; the file is damaged", name);
      }
      List<Dataset> arrays = new ArrayList<>();
      for (String path : names(layer, ARRAYS).orElse(List.of())) {
        if (!(layer.getByPath(path) instanceof Dataset array)) {
          throw refused("expected an array at %s/%s, got none", name, path);
        }
        arrays.add(array);
      }
      if (!arrays.isEmpty()) {
        all.add(new Stored(name, arrays));
      }
    }
    return all;
  }

  /** A list of names; where it was too long for one attribute it is cut into name0, name1 .. */
  private static Optional<List<String>> names(Node node, String attribute) {
    Map<String, Attribute> attributes = node.getAttributes();
    Optional<Attribute> whole = Optional.ofNullable(attributes.get(attribute));
    if (whole.isPresent()) {
      return Optional.of(strings(whole.get()));
    }
    List<String> all = new ArrayList<>();
    int part = 0;
    for (Optional<Attribute> next = Optional.ofNullable(attributes.get(attribute + part));
        next.isPresent();
        next = Optional.ofNullable(attributes.get(attribute + part))) {
      all.addAll(strings(next.get()));
      part++;
    }
    return part == 0 ? Optional.empty() : Optional.of(all);
  }

  private static List<String> strings(Attribute attribute) {
    if (attribute.isEmpty() || attribute.getSize() == 0) {
      return List.of();
    }
    Object data = attribute.getData();
    return data instanceof String[] names
        ? List.of(names)
        : Collections.singletonList(String.valueOf(data));
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() <= NAMED
        ? first
        : "%s and %d more layers".formatted(first, names.size() - NAMED);
  }

  private ModelFileException refused(String format, Object... values) {
    return ModelFileException.in(file.toString(), format, values);
  }
}

package rawi.apps.caption.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.cli.Failure;
import rawi.apps.models.KnownTypes;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Part;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.saving.AtomicFile;
import rawi.nn.saving.Contents;
import rawi.nn.saving.KerasWeights;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.RawiFile;
import rawi.vision.applications.Applications;
import rawi.vision.applications.Preprocessing;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;

/** The encoders there are: a named network with published weights, any saved model, a small one. */
public final class Encoders {
  /** The one that learns with its decoder. */
  public static final String CNN = "cnn";

  private static final int COLOURS = 3;

  /** Small sets have few steps: the moving means must keep up with them. */
  private static final double MOMENTUM = 0.9;

  private static final int MAP = 3; // (rows, columns, features)

  private Encoders() {}

  /**
   * A network that learns with its decoder: four times a convolution of 3 x 3 with batch
   * normalization and a rectifier, each but the last followed by a maximum of 2 x 2, so that a map
   * has an eighth of the image's height and width.
   *
   * @param side height and width of images; at least 16
   */
  public static ImageEncoder cnn(int side, Weights weights) {
    if (side < 16) {
      throw new IllegalArgumentException(
          "image-size: expected at least 16 for the encoder cnn, got " + side);
    }
    List<Layer.Spec> layers = new ArrayList<>(List.of(new Rescaling(1.0 / 127.5, -1)));
    int[] filters = {16, 32, 64, 64};
    for (int i = 0; i < filters.length; i++) {
      layers.add(Conv2D.of(filters[i], 3).padding(Padding.SAME));
      layers.add(new BatchNormalization().momentum(MOMENTUM));
      layers.add(new Activation(Activations.RELU));
      if (i < filters.length - 1) {
        layers.add(MaxPooling2D.of(2));
      }
    }
    Network network = Network.of(new Sequential(layers), Shape.of(side, side, COLOURS), weights);
    return new ImageEncoder(CNN, Preprocessing.NONE, network, "");
  }

  /**
   * A named network without its top.
   *
   * @param weights in Keras's file
   * @throws rawi.nn.saving.ModelFileException if they are not of this network
   */
  public static ImageEncoder named(Applications application, Path weights) {
    AtomicFile.requireReadable(weights);
    Network network =
        Network.of(application.model(o -> o.includeTop(false)), Weights.undrawn(DataType.FLOAT));
    new KerasWeights(weights).loadWithoutTop(network);
    network.setTrainable(false);
    return new ImageEncoder(
        application.key(), application.preprocessing(), network, sha256(weights));
  }

  /**
   * A saved model up to the last layer that gives a map.
   *
   * @throws rawi.nn.saving.ModelFileException if the file is no model
   * @throws Failure if it takes no images of one size, or gives no map
   */
  public static ImageEncoder file(Path file) {
    Contents contents = RawiFile.read(file, ModelFile.KIND);
    Network whole = ModelFile.of(KnownTypes.all()).network(file.toString(), contents);
    List<Shape> inputs = whole.inputs();
    boolean images =
        inputs.size() == 1
            && inputs.get(0).rank() == MAP
            && inputs.get(0).dims().stream().allMatch(n -> n != Shape.ANY)
            && (inputs.get(0).last() == 1 || inputs.get(0).last() == COLOURS);
    if (!images) {
      throw new Failure(
          "%s: expected a model of images (height, width, 1 or 3), got one of %s; choose another --encoder"
              .formatted(file, inputs));
    }
    Network network =
        withoutTop(whole)
            .orElseThrow(
                () ->
                    new Failure(
                        "%s: expected a layer that gives a map (rows, columns, features), got none; choose another --encoder"
                            .formatted(file)));
    network.setTrainable(false);
    return new ImageEncoder(file.toString(), preprocessing(contents), network, sha256(file));
  }

  /** That of a captioner's own file; other models prepare their images themselves. */
  private static Preprocessing preprocessing(Contents contents) {
    return contents
        .field("caption")
        .map(caption -> Preprocessing.valueOf(caption.path("preprocessing").asText()))
        .orElse(Preprocessing.NONE);
  }

  /** Up to the last layer that gives a map, which may be within a part. */
  static Optional<Network> withoutTop(Network network) {
    List<Part> parts = new ArrayList<>(network.parts());
    Collections.reverse(parts);
    for (Part part : parts) {
      if (isMap(part) && (!part.parameters().isEmpty() || isActive(part))) {
        return Optional.of(network.upTo(part.name()));
      }
      Optional<Network> within =
          part.parts().isEmpty() ? Optional.empty() : withoutTop(network.sub(part.name()));
      if (within.isPresent()) {
        return Optional.of(joined(network, part, within.get()));
      }
    }
    return Optional.empty();
  }

  private static boolean isMap(Part part) {
    return part.built().isPresent()
        && part.outputs().size() == 1
        && part.outputs().get(0).rank() == MAP
        && part.outputs().get(0).dims().stream().allMatch(n -> n != Shape.ANY);
  }

  /** Whether it is part of what was learnt, not of the preparation of images. */
  private static boolean isActive(Part part) {
    return part.type().contains("Pooling") || part.type().equals("Activation");
  }

  /** What stands before a part, then a piece of the part. */
  private static Network joined(Network network, Part part, Network piece) {
    int at = network.parts().indexOf(part);
    if (at == 0 || !network.parts().get(at - 1).built().isPresent()) {
      return piece;
    }
    Network before = network.upTo(network.parts().get(at - 1).name());
    Node input = Node.input("image", network.inputs().get(0));
    Node prepared = input.then(before.reused().named("preparation"));
    return Network.of(
        Model.of(input, prepared.then(piece.reused().named("features"))),
        Weights.undrawn(DataType.FLOAT));
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package rawi.vision.applications;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Model;
import rawi.nn.Named;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Part;
import rawi.nn.Weights;
import rawi.nn.layers.BatchNormalization;

/**
 * What a network learnt of one task, for another (Yosinski and others 2014): its layers without the
 * top, frozen or not, and a new head. All networks that are made here have the weights of the one
 * they are made of and not copies.
 *
 * <pre>{@code
 * Network trunk = Transfer.before(features, "block_12_add");   // computed once for each image
 * Network tail = Transfer.after(features, "block_12_add");     // learns
 * Transfer.freezeNormalization(tail);
 * Network model = Transfer.joined(tail, head);
 * }</pre>
 */
public final class Transfer {
  private static final String INPUT = "features";

  private Transfer() {}

  /** The network that ends at a layer. */
  public static Network before(Network network, String layer) {
    return network.upTo(layer);
  }

  /**
   * What follows a layer, as a network of one input: that layer's output.
   *
   * @throws IllegalArgumentException if there is no such layer, or if what follows also uses the
   *     output of one before it
   */
  public static Network after(Network network, String layer) {
    Part cut = network.part(layer);
    Node input = Node.input(INPUT, cut.outputs().get(0));
    Map<String, Node> nodes = new HashMap<>(Map.of(layer, input));
    Set<String> before = new HashSet<>();
    network.upTo(layer).parts().forEach(p -> before.add(p.name()));
    String last = layer;
    for (Part part : network.parts()) {
      if (!before.contains(part.name())) {
        nodes.put(part.name(), joined(network, part, nodes, layer));
        last = part.name();
      }
    }
    Node output = Optional.ofNullable(nodes.get(last)).orElseThrow();
    return Network.of(Model.of(input, output), Weights.undrawn(DataType.FLOAT));
  }

  private static Node joined(Network network, Part part, Map<String, Node> nodes, String layer) {
    List<Node> from = new ArrayList<>();
    for (String giver : part.from()) {
      String name = giver.substring(0, giver.indexOf('['));
      from.add(
          Optional.ofNullable(nodes.get(name))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "cannot cut behind '%s': '%s' also takes the output of '%s'; cut where one layer leads on"
                              .formatted(layer, part.name(), name))));
    }
    return Node.join(
        network.sub(part.name()).reused().named(part.name()), from.toArray(Node[]::new));
  }

  /** One network after the other, both under their own names. */
  public static Network joined(Network features, Network head) {
    Node input = Node.input(Applications.INPUT, features.inputs().get(0));
    return Network.of(
        Model.of(
            input,
            input.then(features.reused().named("features")).then(head.reused().named("head"))),
        Weights.undrawn(DataType.FLOAT));
  }

  /**
   * Freezes every batch normalization, so that small batches of a new task do not change the means
   * and variances that the other layers were trained with.
   */
  public static void freezeNormalization(Network network) {
    freezeNormalization(network.parts());
  }

  private static void freezeNormalization(List<Part> parts) {
    for (Part part : parts) {
      freezeNormalization(part.parts());
      if (Named.unnamed(part.spec()) instanceof BatchNormalization) {
        part.setTrainable(false);
      }
    }
  }

  /**
   * Freezes a network but for a layer and all that stand after it in its order, normalizations
   * aside.
   *
   * @return how many numbers learn
   * @throws IllegalArgumentException if there is no such layer
   */
  public static long unfreezeFrom(Network network, String layer) {
    network.part(layer);
    network.setTrainable(false);
    boolean reached = false;
    for (Part part : network.parts()) {
      reached |= part.name().equals(layer);
      if (reached) {
        part.setTrainable(true);
      }
    }
    freezeNormalization(network);
    return network.parameters().stream().filter(p -> p.trainable()).mapToLong(p -> p.size()).sum();
  }
}

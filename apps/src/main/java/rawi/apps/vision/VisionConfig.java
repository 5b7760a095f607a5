package rawi.apps.vision;

import java.util.List;
import rawi.vision.images.ImageDataset.Form;

/**
 * What a model must know of itself beside its network.
 *
 * @param architecture by name
 * @param classes in the order of the network's outputs
 * @param form what each image is brought to; what becomes of its numbers is part of the network
 */
record VisionConfig(String architecture, List<String> classes, Form form) {
  VisionConfig {
    classes = List.copyOf(classes);
  }
}

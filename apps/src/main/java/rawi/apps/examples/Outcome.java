package rawi.apps.examples;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an example found.
 *
 * @param figures by what they measure, in the order to be shown
 * @param samples some inputs and what came out, a line each
 * @param pictures the files written
 */
record Outcome(Map<String, Double> figures, List<String> samples, List<Path> pictures) {
  Outcome {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    samples = List.copyOf(samples);
    pictures = List.copyOf(pictures);
  }
}

package rawi.apps.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;
import rawi.apps.hyper.Settings;
import rawi.nn.saving.AtomicFile;

/**
 * What is known of a search so far, in a file of JSON lines: the first says which search it is,
 * each other is one finished run, in the order of the search. After each run the file is written
 * anew and takes its name in one step, so it is whole at every moment.
 */
final class Journal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final ObjectNode search;
  private final List<Settings> points;
  private final TreeSet<Result> results = new TreeSet<>();

  private Journal(Path file, Map<String, Object> search, List<Settings> points) {
    this.file = file;
    this.search = JSON.valueToTree(search);
    this.points = points;
  }

  /**
   * The journal in a file, or a new one where there is none.
   *
   * @param search what tells it from others
   * @throws Failure if the file is of another search, or not a journal
   */
  static Journal open(Path file, Map<String, Object> search, List<Settings> points) {
    AtomicFile.requireWritable(file);
    Journal journal = new Journal(file, search, points);
    if (Files.exists(file)) {
      try (Utf8Lines lines = Utf8Lines.open(file.toString(), InputStream.nullInputStream())) {
        journal.read(lines);
      }
    }
    return journal;
  }

  private void read(Utf8Lines lines) {
    if (!lines.advance()) {
      throw refused(lines, "expected the search, got nothing");
    }
    requireSame(parsed(lines).path("search"), lines);
    while (lines.advance()) {
      JsonNode line = parsed(lines);
      int point = line.path("point").asInt(-1);
      int fold = line.path("fold").asInt(-1);
      if (point < 0 || point >= points.size() || fold < 0) {
        throw refused(lines, "expected the point and the fold of a run");
      }
      if (!line.path("settings").equals(JSON.valueToTree(points.get(point).values()))) {
        throw refused(lines, "expected the settings " + points.get(point));
      }
      Map<String, Double> scores = new LinkedHashMap<>();
      line.path("scores")
          .properties()
          .forEach(s -> scores.put(s.getKey(), s.getValue().asDouble()));
      Optional<String> failure =
          line.has("failure") ? Optional.of(line.path("failure").asText()) : Optional.empty();
      if (scores.isEmpty() && failure.isEmpty()) {
        throw refused(lines, "expected scores");
      }
      results.add(new Result(point, fold, scores, failure));
    }
  }

  private JsonNode parsed(Utf8Lines lines) {
    try {
      JsonNode line = JSON.readTree(lines.line());
      if (line.isObject()) {
        return line;
      }
    } catch (JsonProcessingException e) {
      throw refused(lines, "expected a JSON object (" + e.getOriginalMessage() + ")");
    }
    throw refused(lines, "expected a JSON object");
  }

  private Failure refused(Utf8Lines lines, String why) {
    return new Failure(
        "%s: line %d: %s; it is not a journal of this search: remove it or name another --out"
            .formatted(file, lines.number(), why));
  }

  private void requireSame(JsonNode then, Utf8Lines lines) {
    if (!then.isObject()) {
      throw refused(lines, "expected the search");
    }
    for (Map.Entry<String, JsonNode> fact : search.properties()) {
      String before = then.path(fact.getKey()).asText();
      String now = fact.getValue().asText();
      if (!before.equals(now)) {
        throw new Failure(
            "%s: is of another search: %s there: %s; here: %s; remove it or name another --out"
                .formatted(file, fact.getKey(), before, now));
      }
    }
  }

  /** Whether a run is done. */
  synchronized boolean has(int point, int fold) {
    return results.contains(new Result(point, fold, Map.of(), Optional.empty()));
  }

  /** Adds a run and writes the file. */
  synchronized void add(Result result) {
    results.add(result);
    StringBuilder text = new StringBuilder();
    text.append(JSON.createObjectNode().set("search", search).toString()).append('\n');
    results.forEach(r -> text.append(line(r)).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes), written -> {});
  }

  private String line(Result result) {
    ObjectNode line = JSON.createObjectNode();
    line.put("point", result.point());
    line.put("fold", result.fold());
    line.set("settings", JSON.valueToTree(points.get(result.point()).values()));
    line.set("scores", JSON.valueToTree(result.scores()));
    result.failure().ifPresent(failure -> line.put("failure", failure));
    return line.toString();
  }

  /** The runs that are done, in the order of the search. */
  synchronized List<Result> results() {
    return new ArrayList<>(results);
  }
}

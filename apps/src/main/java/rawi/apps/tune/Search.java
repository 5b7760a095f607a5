package rawi.apps.tune;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.nn.saving.AtomicFile;

/**
 * A search from its options to its report, whatever it trains.
 *
 * @param fixed the values of what is not varied
 */
record Search(
    Session session,
    SearchOptions options,
    Settings fixed,
    Candidates candidates,
    Measure measure,
    Optional<SearchPlot> picture) {

  /**
   * What the options ask for, before anything is read or written.
   *
   * @param known what may be named
   * @param drawn what a random search varies where nothing is named
   * @param measures what it can be ranked by, the default first
   * @param check refuses settings that cannot be
   * @throws Usage if they cannot be
   */
  static Search of(
      Session session,
      SearchOptions options,
      Settings fixed,
      HyperParameters<?> known,
      HyperParameters<?> drawn,
      List<Measure> measures,
      Consumer<Settings> check) {
    options.folds();
    List<Dimension> dimensions = options.dimensions(known, drawn);
    Candidates candidates = options.candidates(dimensions, fixed, session);
    requireEach(candidates, check);
    return new Search(
        session,
        options,
        fixed,
        candidates,
        options.measure(measures),
        options.picture(dimensions));
  }

  /**
   * Runs what is left of it and reports.
   *
   * @param data what it is about, to tell it from others
   * @param command the words that begin the command which trains one combination on all rows
   * @param defaults what that command need not be told
   */
  void run(Subject subject, Map<String, Object> data, List<String> command, Settings defaults) {
    requireEach(candidates, subject::check);
    Journal journal =
        Journal.open(options.folder().resolve("journal.jsonl"), facts(data), candidates.points());
    Runner runner = new Runner(session, subject, candidates, options.folds(), measure);
    Ranking ranking = runner.ranking(journal);
    picture.ifPresent(p -> p.write(ranking));
    report(ranking, command, defaults);
  }

  private static void requireEach(Candidates candidates, Consumer<Settings> check) {
    Usage.check(
        () -> {
          candidates.points().forEach(check);
          return true;
        });
  }

  /** What makes this search the search it is. */
  private Map<String, Object> facts(Map<String, Object> data) {
    Map<String, Object> facts = new LinkedHashMap<>(data);
    facts.put("folds", options.folds());
    facts.put("seed", session.seed());
    facts.put("candidates", candidates.what());
    facts.put("fixed", fixed.toString());
    return facts;
  }

  private void report(Ranking ranking, List<String> command, Settings defaults) {
    ResultTable table = new ResultTable(ranking, candidates.varied());
    byte[] bytes = table.toTsv().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(options.folder().resolve("results.tsv"), to -> to.write(bytes), written -> {});
    Ranking.Row best = ranking.bestFirst().get(0);
    if (best.failure().isPresent()) {
      throw new Failure("every combination failed; the first: " + best.failure().get());
    }
    Best line = new Best(best, measure, candidates.varied());
    String train = line.command(command, defaults);
    if (session.json()) {
      session.print(line.json(ranking, train));
    } else {
      session.out().print(table.toText());
      session.out().println(line.toText());
      session.out().println(train);
    }
  }
}

package rawi.apps.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.report.HtmlReport;
import rawi.apps.report.Report;
import rawi.apps.report.Section;
import rawi.nn.backend.DeviceReport;
import rawi.nn.saving.AtomicFile;

/** {@code rawi demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Learns sentiment and the next word, in French and Arabic, from bundled samples, and to say"
            + " what drawn scenes show, in English too, and writes a report.")
public final class DemoCommand implements Callable<Integer> {
  private static final int EPOCHS = 20;
  private static final int QUICK_EPOCHS = 8;
  private static final int TEXT_EPOCHS = 24;
  private static final int QUICK_TEXT_EPOCHS = 10;

  private final Session session;

  @Option(names = "--quick", description = "Fewer epochs, and fewer scenes.")
  private boolean quick;

  @Option(
      names = "--report",
      paramLabel = "F.html",
      description = "Where the report goes. Default: ${DEFAULT-VALUE}.")
  private Path report = Path.of("rawi-demo.html");

  public DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    AtomicFile.requireWritable(report);
    session.kernels();
    List<Section> sections = new ArrayList<>();
    Map<String, Object> results = new LinkedHashMap<>();
    for (SentimentDemo demo : List.of(SentimentDemo.FRENCH, SentimentDemo.ARABIC)) {
      SentimentDemo.Outcome outcome = demo.run(session, quick ? QUICK_EPOCHS : EPOCHS);
      sections.add(outcome.section());
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("accuracy", outcome.accuracy());
      result.put("seconds", outcome.seconds());
      results.put(demo.language().name().toLowerCase(Locale.ROOT), result);
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    for (NextWordDemo demo : List.of(NextWordDemo.FRENCH, NextWordDemo.ARABIC)) {
      NextWordDemo.Outcome outcome = demo.run(session, quick ? QUICK_TEXT_EPOCHS : TEXT_EPOCHS);
      sections.add(outcome.section());
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("perplexity", outcome.perplexity());
      result.put("seconds", outcome.seconds());
      texts.put(demo.language().name().toLowerCase(Locale.ROOT), result);
    }
    CaptionDemo.Outcome captions = (quick ? CaptionDemo.QUICK : CaptionDemo.WHOLE).run(session);
    sections.addAll(captions.sections());
    DeviceReport device = session.devices();
    String environment =
        "Backend %s, %d threads, %s, Java %s."
            .formatted(
                device.backend(), device.threads(), device.blas(), Runtime.version().feature());
    try {
      new HtmlReport(new Report("Rawi: demonstration", Instant.now(), environment, sections))
          .write(report);
    } catch (IOException e) {
      throw new Failure(report + ": cannot be written: " + e.getMessage());
    }
    if (session.json()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("sentiment", results);
      all.put("nextword", texts);
      all.put("captions", captions.results());
      all.put("report", report.toString());
      session.print(all);
    } else {
      session.out().println("report: " + report.toAbsolutePath().toUri());
    }
    return 0;
  }
}

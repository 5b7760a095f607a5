package rawi.apps.tokenize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;
import rawi.apps.tokenize.TokenOutput.Origin;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.sentences.Sentence;
import rawi.tokenize.sentences.SentenceSplitter;
import rawi.tokenize.subwords.SubwordTokenizer;
import rawi.tokenize.subwords.TokenizerJson;

/** What {@code rawi tokenize} and {@code rawi tokenize run} ask for, and what they do. */
final class RunOptions {
  @Mixin private final TokenizerOptions tokenizers = new TokenizerOptions();

  @Option(
      names = "--model",
      paramLabel = "F",
      description =
          "Cut into the sub-words of this tokenizer.json, as 'rawi tokenize train' writes it; a space"
              + " is printed as \u2581, a part of a character as its bytes.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--sentences",
      paramLabel = "rules|opennlp",
      description =
          "Split each line into sentences and print each on a line of its own: by Rawi's rules, or as"
              + " OpenNLP's French model does.")
  private Optional<String> sentences = Optional.empty();

  @Option(
      names = "--normalized",
      description = "Without --json: print normalized forms, not the tokens as they are written.")
  private boolean normalized;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|-",
      description = "Default: standard input.")
  private String file = "-";

  @Parameters(index = "1..*", arity = "0..*", hidden = true)
  private List<String> more = List.of();

  /** A name that is no file may be that of a subcommand, not quite. */
  void requireFile(Set<String> subcommands) {
    if (!file.equals("-") && file.matches("[a-z-]+") && !Files.exists(Path.of(file))) {
      throw new Usage(
          "%s: there is no such file; expected a file, - or one of %s"
              .formatted(file, String.join(", ", subcommands)));
    }
  }

  /** A name with a space that is no file may be the text itself. */
  private void requireNoText() {
    if (file.contains(" ") && !Files.exists(Path.of(file))) {
      throw new Failure(
          "%s: there is no such file; for a text: echo \"%s\" | rawi tokenize"
              .formatted(file, file.replace("\"", "\\\"")));
    }
  }

  int run(Session session) {
    OneFile.check(file, more);
    requireNoText();
    if (normalized && session.json()) {
      throw new Usage("--normalized: --json has the normalized form of each token anyway");
    }
    Optional<SubwordTokenizer> subwords = model.map(this::subwords);
    Tokenizer tokenizer = subwords.isPresent() ? subwords.get() : tokenizers.open();
    Optional<SentenceSplitter> splitter = sentences.map(Splitters::named);
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      TokenOutput out =
          session.json()
              ? new JsonOutput(session.out(), tokenizers.language(), subwords)
              : new PlainOutput(session.out(), form(subwords));
      while (lines.advance() && !session.unread()) {
        if (splitter.isPresent()) {
          bySentence(lines, splitter.get(), tokenizer, out);
        } else {
          out.write(lines.line(), tokenizer, Optional.empty());
        }
        if (!lines.ready()) {
          out.flush();
        }
      }
      if (lines.number() == 0) {
        throw new Failure(lines.name() + ": is empty");
      }
      out.flush();
    }
    return 0;
  }

  private SubwordTokenizer subwords(Path file) {
    tokenizers.requireUnused("--model");
    AtomicFile.requireReadable(file);
    try {
      return TokenizerJson.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // its message is the line to print
    }
  }

  private Function<Token, String> form(Optional<SubwordTokenizer> subwords) {
    if (normalized) {
      return Token::normalized;
    }
    return subwords.isPresent() ? new SubwordForm(subwords.get()) : Token::text;
  }

  private void bySentence(
      Utf8Lines lines, SentenceSplitter splitter, Tokenizer tokenizer, TokenOutput out) {
    String line = lines.line();
    for (Sentence sentence : splitter.split(line)) {
      String text = line.substring(sentence.start(), sentence.end());
      Origin origin = new Origin(lines.number(), sentence.start());
      out.write(text, tokenizer, Optional.of(origin));
    }
  }
}

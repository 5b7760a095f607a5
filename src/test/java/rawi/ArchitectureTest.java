package rawi;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.nd4j.linalg.factory.Nd4j;

/** Who may know whom: the picture of docs/architecture.md, held by the build. */
@AnalyzeClasses(packages = "rawi", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule modulesKnowOnlyWhatTheyMay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("nn")
          .definedBy("rawi.nn..")
          .layer("tokenize")
          .definedBy("rawi.tokenize..")
          .layer("embeddings")
          .definedBy("rawi.embeddings..")
          .layer("recurrent")
          .definedBy("rawi.recurrent..")
          .layer("vision")
          .definedBy("rawi.vision..")
          .layer("apps")
          .definedBy("rawi.apps..")
          .whereLayer("apps")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("vision")
          .mayOnlyBeAccessedByLayers("apps")
          .whereLayer("recurrent")
          .mayOnlyBeAccessedByLayers("apps")
          .whereLayer("embeddings")
          .mayOnlyBeAccessedByLayers("apps")
          .whereLayer("tokenize")
          .mayOnlyBeAccessedByLayers("embeddings", "apps")
          .whereLayer("nn")
          .mayOnlyBeAccessedByLayers("embeddings", "recurrent", "vision", "apps");

  @ArchTest
  static final ArchRule noCyclesBetweenPackages =
      slices().assignedFrom(eachPackage()).should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule tokenizersKnowNoTensors =
      noClasses()
          .that()
          .resideInAPackage("rawi.tokenize..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheBackendTouchesNd4jsGlobalState =
      noClasses()
          .that()
          .resideOutsideOfPackage("rawi.nn.backend..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(Nd4j.class)))
                  .and(
                      target(
                          nameMatching(
                              "setDefaultDataTypes|setDataType|getRandom|getRandomFactory"
                                  + "|getEnvironment|getBackend|getExecutioner"))))
          .allowEmptyShould(true);

  private static SliceAssignment eachPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "each package";
      }
    };
  }
}

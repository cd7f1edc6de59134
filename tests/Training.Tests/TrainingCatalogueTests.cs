using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;

namespace Mantissa.Training.Tests;

/// <summary>What every discovered model, trainer, format and dataset has to get right.</summary>
public sealed class TrainingCatalogueTests
{
    private static readonly CatalogueDocument Catalogue = TrainingCatalogue.Describe(new TrainingEnvironment(Path.GetTempPath(), [], 1));

    public static TheoryData<string> Models => [.. Catalogue.Models.Select(model => model.Name)];

    [Fact]
    public void Holds_what_step_one_promises()
    {
        Catalogue.Models.Select(model => model.Name).ShouldBeSubsetOf(Catalogue.Models.Select(model => model.Name).Distinct());
        new[] { "resnet", "wgan" }.ShouldBeSubsetOf(Catalogue.Models.Select(model => model.Name));
        new[] { "classification", "wgan" }.ShouldBeSubsetOf(Catalogue.Trainers.Select(trainer => trainer.Name));
        new[] { "fp32", "flex16+5" }.ShouldBeSubsetOf(Catalogue.Formats.Select(format => format.Name));
        new[] { "shapes", "rooms", "image-folder" }.ShouldBeSubsetOf(Catalogue.Datasets.Select(dataset => dataset.Name));
    }

    [Fact]
    public void Survives_its_way_through_json()
    {
        var text = System.Text.Json.JsonSerializer.Serialize(Catalogue, CatalogueJson.Options);
        var copy = System.Text.Json.JsonSerializer.Deserialize<CatalogueDocument>(text, CatalogueJson.Options)!;
        System.Text.Json.JsonSerializer.Serialize(copy, CatalogueJson.Options).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_has_a_trainer_with_one_primary_metric(string name)
    {
        var trainer = Catalogue.Trainer(Catalogue.Model(name)!.Trainer).ShouldNotBeNull();
        var primary = trainer.Metrics.Where(metric => metric.Primary).ShouldHaveSingleItem();
        primary.Goal.ShouldNotBe(MetricGoal.None);
        primary.Tolerance.ShouldNotBeNull();
        trainer.Metrics.Select(metric => metric.Name).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Recipe_and_presets_resolve_without_an_error(string name)
    {
        var model = Catalogue.Model(name)!;
        model.Presets.ShouldContain(preset => preset.Name == "quick");
        foreach (var preset in model.Presets.Append(new Preset { Name = "recipe", Title = "", Summary = "" }))
        {
            var resolution = SpecificationValidator.Resolve(
                new RunSpecification
                {
                    Model = name,
                    ModelOptions = preset.ModelOptions,
                    Dataset = preset.Dataset ?? "shapes",
                    DatasetOptions = preset.DatasetOptions,
                    Training = preset.Training,
                },
                Catalogue);
            resolution.Errors.ShouldBeEmpty(preset.Name);
        }
    }

    [Fact]
    public void The_processor_is_a_device_with_a_name_and_memory()
    {
        var processor = TrainingCatalogue.Devices()[0];
        processor.Name.ShouldBe("cpu");
        processor.Title.ShouldNotBeNullOrWhiteSpace();
        processor.MemoryBytes.ShouldBeGreaterThan(1 << 28);
    }
}

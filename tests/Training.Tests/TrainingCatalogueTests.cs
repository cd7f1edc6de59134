using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;

namespace Mantissa.Training.Tests;

/// <summary>What every discovered model, trainer, format and dataset has to get right.</summary>
public sealed class TrainingCatalogueTests
{
    private static readonly CatalogueDocument Catalogue = TrainingCatalogue.Describe(new TrainingEnvironment(Path.GetTempPath(), [], 1));

    public static TheoryData<string> Models => [.. Catalogue.Models.Select(model => model.Name)];

    [Fact]
    public void Holds_every_model_trainer_and_dataset_that_is_promised()
    {
        Catalogue.Models.Select(model => model.Name).ShouldBeSubsetOf(Catalogue.Models.Select(model => model.Name).Distinct());
        new[] { "alexnet", "dcgan", "resnet", "wgan" }.ShouldBeSubsetOf(Catalogue.Models.Select(model => model.Name));
        new[] { "classification", "dcgan", "wgan" }.ShouldBeSubsetOf(Catalogue.Trainers.Select(trainer => trainer.Name));
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

    [Theory]
    [InlineData("""{"variant": "imageNet", "depth": 18}""", 32, "datasetOptions.imageSize")]
    [InlineData("""{"variant": "imageNet", "depth": 20}""", 64, "modelOptions.depth")]
    [InlineData("""{"variant": "preActivation", "depth": 32}""", 32, "modelOptions.depth")]
    [InlineData("""{"depth": 18}""", 32, "modelOptions.depth")]
    [InlineData("""{"variant": "imageNet"}""", 64, null)]
    [InlineData("""{"variant": "preActivation", "depth": 164}""", 32, null)]
    public void A_variant_brings_its_own_rules(string options, int size, string? field)
    {
        var resolution = SpecificationValidator.Resolve(
            new RunSpecification
            {
                Model = "resnet",
                ModelOptions = JsonNode.Parse(options)!.AsObject(),
                Dataset = "shapes",
                DatasetOptions = new JsonObject { ["imageSize"] = size },
            },
            Catalogue);
        resolution.Errors.Select(error => error.Field).ShouldBe(field is null ? [] : [field]);
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

using System.Text.Json.Nodes;
using Mantissa.Catalogue.Validation;
using static Mantissa.Catalogue.Tests.SampleCatalogue;

namespace Mantissa.Catalogue.Tests.Validation;

public class SpecificationValidatorTests
{
    private static readonly CatalogueDocument Catalogue = Create();

    [Fact]
    public void Defaults_are_filled_in_and_the_recipe_wins_over_the_trainer()
    {
        var run = SpecificationValidator.Resolve(Run() with { Training = Options(("epochs", 3)) }, Catalogue).Value.ShouldNotBeNull();

        run.Training["epochs"]!.GetValue<int>().ShouldBe(3);
        run.Training["learningRate"]!.GetValue<double>().ShouldBe(0.1);
        run.Training["batch"]!.GetValue<int>().ShouldBe(128);
        run.ModelOptions["depth"]!.GetValue<int>().ShouldBe(20);
        run.Name.ShouldBe("resnet-20 · fp32 · seed 1");
    }

    [Fact]
    public void Resolving_a_resolved_specification_changes_nothing()
    {
        var once = SpecificationValidator.Resolve(Run(), Catalogue).Value!;
        var twice = SpecificationValidator.Resolve(once, Catalogue).Value!;

        twice.Training.ToJsonString().ShouldBe(once.Training.ToJsonString());
        twice.DatasetOptions.ToJsonString().ShouldBe(once.DatasetOptions.ToJsonString());
        twice.Name.ShouldBe(once.Name);
    }

    [Theory]
    [InlineData("resnt", "Did you mean 'resnet'?")]
    [InlineData("", "Choose a model.")]
    [InlineData("perceptron", "Known: resnet, wgan.")]
    public void An_unknown_model_is_named_with_what_there_is(string model, string says) =>
        ErrorOf(Run() with { Model = model }, "model").ShouldContain(says);

    [Theory]
    [InlineData("flex99+5", "N from 4 to 24 and M from 3 to 8")]
    [InlineData("flex16", "flexN+M")]
    [InlineData("flex016+5", "flexN+M")]
    [InlineData("float32", "Known: flex16+5, fp32.")]
    public void An_unknown_format_says_what_its_family_takes(string format, string says) =>
        ErrorOf(Run() with { Format = format }, "format").ShouldContain(says);

    [Theory]
    [InlineData("flex4+3")]
    [InlineData("flex24+8")]
    [InlineData("fp32")]
    public void Members_of_a_family_are_known_by_their_numbers(string format) =>
        SpecificationValidator.Resolve(Run() with { Format = format }, Catalogue).IsValid.ShouldBeTrue();

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000_000)]
    [InlineData(-1)]
    public void Epochs_out_of_range_name_the_range(int epochs) =>
        ErrorOf(Run() with { Training = Options(("epochs", epochs)) }, "training.epochs")
            .ShouldContain("Epochs must be between 1 and 10,000 epochs");

    [Theory]
    [InlineData("\"ten\"")]
    [InlineData("2.5")]
    [InlineData("true")]
    [InlineData("[3]")]
    [InlineData("1e400")]
    public void Epochs_of_the_wrong_type_are_refused(string json) =>
        ErrorOf(Run() with { Training = Options(("epochs", JsonNode.Parse(json)!)) }, "training.epochs").ShouldContain("whole number");

    [Fact]
    public void A_depth_off_the_series_shows_the_series() =>
        ErrorOf(Run() with { ModelOptions = Options(("depth", 21)) }, "modelOptions.depth").ShouldContain("8, 14, 20, … in steps of 6");

    [Fact]
    public void An_image_size_that_the_network_cannot_take_is_an_error_of_the_dataset_option() =>
        ErrorOf(new() { Model = "wgan", Dataset = "shapes", DatasetOptions = Options(("imageSize", 48)) }, "datasetOptions.imageSize")
            .ShouldContain("takes images of 32 or 64 px, not 48 px");

    [Fact]
    public void A_batch_larger_than_the_dataset_gives_both_numbers() =>
        ErrorOf(Run() with { DatasetOptions = Options(("trainImages", 100)) }, "training.batch")
            .ShouldBe("A batch of 128 is larger than the dataset: it has 100 training images. Make the batch smaller or the dataset larger.");

    [Fact]
    public void A_classifier_needs_labels() =>
        ErrorOf(Run() with { Dataset = "rooms" }, "dataset").ShouldContain("no labels");

    [Theory]
    [InlineData("/etc/passwd", "outside the folders")]
    [InlineData("/srv/images/../secrets", "outside the folders")]
    [InlineData("/srv/images-of-others/x", "outside the folders")]
    [InlineData("images", "absolute path")]
    public void Paths_outside_the_allowed_folders_are_refused(string path, string says)
    {
        var error = ErrorOf(Run() with { Dataset = "image-folder", DatasetOptions = Options(("path", path)) }, "datasetOptions.path");
        error.ShouldContain(says);
        error.ShouldContain("Allowed: /srv/images.");
    }

    [Fact]
    public void A_path_inside_is_accepted_and_a_missing_one_is_asked_for()
    {
        SpecificationValidator.Resolve(Run() with { Dataset = "image-folder", DatasetOptions = Options(("path", "/srv/images/cats.zip")) }, Catalogue)
            .IsValid.ShouldBeTrue();
        ErrorOf(Run() with { Dataset = "image-folder" }, "datasetOptions.path").ShouldContain("Path is missing");
    }

    [Theory]
    [InlineData("cats", "must be the id of an uploaded set")]
    [InlineData("", "must be the id of an uploaded set")]
    public void An_uploaded_set_is_named_by_its_id(string set, string says) =>
        ErrorOf(Run() with { Dataset = "upload", DatasetOptions = Options(("set", set)) }, "datasetOptions.set").ShouldContain(says);

    [Fact]
    public void A_worker_that_does_not_know_the_sets_leaves_them_to_the_site_that_does()
    {
        var run = Run() with { Dataset = "upload", DatasetOptions = Options(("set", "01A20153-0000-7000-8000-000000000001")) };
        var site = Catalogue with
        {
            Datasets = [.. Catalogue.Datasets.Select(d => d with { Parameters = [.. d.Parameters.Select(p => p.Name == "set" ? p with { Choices = ["01a20153-0000-7000-8000-000000000001"] } : p)] })],
        };

        SpecificationValidator.Resolve(run, Catalogue).IsValid.ShouldBeTrue();
        SpecificationValidator.Resolve(run, site).IsValid.ShouldBeTrue();
        SpecificationValidator.Resolve(run with { DatasetOptions = Options(("set", "01a20153-0000-7000-8000-000000000002")) }, site)
            .Errors.ShouldHaveSingleItem().Message.ShouldContain("that is ready");
    }

    [Fact]
    public void A_misspelt_option_is_an_error_with_a_suggestion() =>
        ErrorOf(Run() with { Training = Options(("epoch", 3)) }, "training.epoch").ShouldContain("Did you mean 'epochs'?");

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var errors = SpecificationValidator.Resolve(
            Run() with { Format = "fp31", Training = Options(("epochs", 0), ("batch", 0)), Seed = -1, Queue = "fast", Device = "tpu" }, Catalogue).Errors;

        errors.Select(e => e.Field).ShouldBe(["format", "seed", "device", "queue", "training.epochs", "training.batch"], ignoreOrder: true);
    }

    [Fact]
    public void Without_a_worker_the_answer_is_how_to_start_one() =>
        SpecificationValidator.Resolve(Run(), new()).Errors.ShouldHaveSingleItem().Message.ShouldContain("./mantissa worker");

    [Fact]
    public void A_cuda_run_needs_the_gpu_queue() =>
        ErrorOf(Run() with { Device = "cuda" }, "queue").ShouldContain("'gpu'");

    /// <summary>The message of the one error that there is, which has to be at the field.</summary>
    private static string ErrorOf(RunSpecification run, string field)
    {
        var error = SpecificationValidator.Resolve(run, Catalogue).Errors.ShouldHaveSingleItem();
        error.Field.ShouldBe(field);
        return error.Message;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mantissa.Data.Tests.Migrations;

/// <summary>
/// Migrations are written by hand, so nothing but this keeps them and the EF model together: both are turned into lines of text that say the
/// same in the same way, and compared.
/// </summary>
public sealed class SchemaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Columns_agree() =>
        ShouldAgree(await DatabaseSchema.ColumnsAsync(postgres.Database), await FromModelAsync(ModelSchema.Columns));

    [Fact]
    public async Task Keys_and_indexes_agree() =>
        ShouldAgree(await DatabaseSchema.IndexesAsync(postgres.Database), await FromModelAsync(ModelSchema.Indexes));

    [Fact]
    public async Task Foreign_keys_agree() =>
        ShouldAgree(await DatabaseSchema.ForeignKeysAsync(postgres.Database), await FromModelAsync(ModelSchema.ForeignKeys));

    private async Task<string[]> FromModelAsync(Func<IEntityType, IEnumerable<string>> describe)
    {
        await using var context = await postgres.Get<IDbContextFactory<PlatformDbContext>>().CreateDbContextAsync();
        var model = context.GetDesignTimeModel();
        return [.. model.GetEntityTypes().SelectMany(describe)];
    }

    private static void ShouldAgree(string[] database, string[] model)
    {
        database.ShouldNotBeEmpty();
        database.Except(model).ShouldBeEmpty("in the database only");
        model.Except(database).ShouldBeEmpty("in the model only");
        database.Length.ShouldBe(model.Length);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mantissa.Data.Tests.Migrations;

/// <summary>The tables that the EF model describes, as lines of text.</summary>
internal static class ModelSchema
{
    public static IModel GetDesignTimeModel(this DbContext context) => context.GetService<IDesignTimeModel>().Model;

    public static IEnumerable<string> Columns(IEntityType entity) =>
        from property in entity.GetProperties()
        where property.GetColumnName() != "xmin"
        let nullable = property.IsNullable ? "null" : "not null"
        let computed = property.GetComputedColumnSql() is { } sql ? $" as {sql}" : ""
        let value = property.GetDefaultValueSql() is { } sql ? $" default {sql}" : ""
        let identity = property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd ? " identity" : ""
        select $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} {nullable}{value}{computed}{identity}";

    public static IEnumerable<string> Indexes(IEntityType entity)
    {
        var table = entity.GetTableName();
        yield return $"{table} primary key ({Names(entity.FindPrimaryKey()!.Properties)})";
        foreach (var index in entity.GetIndexes())
        {
            var unique = index.IsUnique ? " unique" : "";
            var method = index.GetMethod() ?? "btree";
            var filter = index.GetFilter() is { } sql ? $" where {sql}" : "";
            yield return $"{table} {index.GetDatabaseName()}{unique} {method} ({Names(index.Properties)}){filter}";
        }
    }

    public static IEnumerable<string> ForeignKeys(IEntityType entity) =>
        from key in entity.GetForeignKeys()
        let action = key.DeleteBehavior switch
        {
            DeleteBehavior.Cascade => "cascade",
            DeleteBehavior.SetNull => "set null",
            DeleteBehavior.Restrict => "restrict",
            var other => throw new InvalidOperationException($"No words for {other}."),
        }
        select $"{entity.GetTableName()} ({Names(key.Properties)}) references {key.PrincipalEntityType.GetTableName()}"
            + $" ({Names(key.PrincipalKey.Properties)}) on delete {action}";

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(property => property.GetColumnName()));
}

package export

import (
	"context"
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// writeParquet writes one table with typed, optional columns in their own order.
func writeParquet(ctx context.Context, w io.Writer, chosen []*Table, plans Plans) error {
	t := chosen[0]
	kind := rowType(t)
	out := parquet.NewWriter(w, parquet.SchemaOf(reflect.New(kind).Interface()), parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("taizhang", "", ""), parquet.KeyValueMetadata("about", t.About))
	err := each(ctx, t, plans, func(row []any) error {
		r := reflect.New(kind)
		for i, v := range row {
			set(r.Elem().Field(i), v)
		}
		return out.Write(r.Interface())
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// rowType is a struct with one optional field a column: the library knows columns by struct tags.
func rowType(t *Table) reflect.Type {
	var fields []reflect.StructField
	for i, c := range t.Columns {
		var kind reflect.Type
		switch c.Type {
		case String:
			kind = reflect.TypeFor[*string]()
		case Integer:
			kind = reflect.TypeFor[*int64]()
		case Number:
			kind = reflect.TypeFor[*float64]()
		case Boolean:
			kind = reflect.TypeFor[*bool]()
		}
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("C%d", i), Type: kind, Tag: reflect.StructTag(fmt.Sprintf(`parquet:"%s,optional"`, c.Name))})
	}
	return reflect.StructOf(fields)
}

func set(field reflect.Value, v any) {
	switch v := v.(type) {
	case string:
		field.Set(reflect.ValueOf(&v))
	case int:
		n := int64(v)
		field.Set(reflect.ValueOf(&n))
	case float64:
		field.Set(reflect.ValueOf(&v))
	case bool:
		field.Set(reflect.ValueOf(&v))
	}
}
